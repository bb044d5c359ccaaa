/** What OpenCC makes of our words, and what people write instead in Taipei and Hong Kong: the server's texts too. */
import PAIRS from "../../../mimi/traditional.json";

export const BETTER = PAIRS as unknown as readonly (readonly [given: string, better: string])[];
