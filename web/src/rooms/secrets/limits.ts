/** Characters of a secret or comment, counted as a person counts them. */
export const MOST = 280;
