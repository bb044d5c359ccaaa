/** Calling codes of countries, for numbers written without one. */

const CODES =
  "AD376 AE971 AF93 AG1 AI1 AL355 AM374 AO244 AR54 AS1 AT43 AU61 AW297 AZ994 BA387 BB1 BD880 " +
  "BE32 BF226 BG359 BH973 BI257 BJ229 BM1 BN673 BO591 BR55 BS1 BT975 BW267 BY375 BZ501 CA1 CD243 " +
  "CF236 CG242 CH41 CI225 CK682 CL56 CM237 CN86 CO57 CR506 CU53 CV238 CW599 CY357 CZ420 DE49 " +
  "DJ253 DK45 DM1 DO1 DZ213 EC593 EE372 EG20 ER291 ES34 ET251 FI358 FJ679 FK500 FM691 FO298 FR33 " +
  "GA241 GB44 GD1 GE995 GF594 GH233 GI350 GL299 GM220 GN224 GP590 GQ240 GR30 GT502 GU1 GW245 " +
  "GY592 HK852 HN504 HR385 HT509 HU36 ID62 IE353 IL972 IN91 IQ964 IR98 IS354 IT39 JM1 JO962 JP81 " +
  "KE254 KG996 KH855 KI686 KM269 KN1 KP850 KR82 KW965 KY1 KZ7 LA856 LB961 LC1 LI423 LK94 LR231 " +
  "LS266 LT370 LU352 LV371 LY218 MA212 MC377 MD373 ME382 MG261 MH692 MK389 ML223 MM95 MN976 " +
  "MO853 MQ596 MR222 MS1 MT356 MU230 MV960 MW265 MX52 MY60 MZ258 NA264 NC687 NE227 NG234 NI505 " +
  "NL31 NO47 NP977 NR674 NZ64 OM968 PA507 PE51 PF689 PG675 PH63 PK92 PL48 PR1 PS970 PT351 PW680 " +
  "PY595 QA974 RE262 RO40 RS381 RU7 RW250 SA966 SB677 SC248 SD249 SE46 SG65 SI386 SK421 SL232 " +
  "SM378 SN221 SO252 SR597 SS211 ST239 SV503 SX1 SY963 SZ268 TC1 TD235 TG228 TH66 TJ992 TL670 " +
  "TM993 TN216 TO676 TR90 TT1 TV688 TW886 TZ255 UA380 UG256 US1 UY598 UZ998 VA39 VC1 VE58 VG1 " +
  "VI1 VN84 VU678 WS685 XK383 YE967 ZA27 ZM260 ZW263";

const BY_REGION = new Map(CODES.split(" ").map((one) => [one.slice(0, 2), one.slice(2)]));

export interface Country {
  region: string;
  name: string;
  code: string;
}

/** All countries, by their name in this language. */
export function countries(language: string): Country[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const all = [...BY_REGION].map(([region, code]) => ({ region, code, name: names.of(region) ?? region }));
  return all.sort((one, other) => one.name.localeCompare(other.name, language));
}

/** The number as it is sent: with the code of the country unless it has one already. */
export function international(typed: string, region: string): string {
  const plain = typed.normalize("NFKC").trim();
  const code = BY_REGION.get(region);
  return plain.startsWith("+") || plain.startsWith("00") || !code ? plain : `+${code} ${plain}`;
}

/**
 * A friend's number as the member would dial it: one without a code is from the same country. The
 * rest of what numbers mean is the server's to know.
 */
export function asDialled(typed: string, own: string): string {
  if (own.startsWith("+1") && typed.startsWith("011")) return `+${typed.slice(3)}`; // from there, abroad
  const code = codeOf(own);
  if (typed.startsWith("+") || !code) return typed;
  return hasCode(typed, code) ? `+${typed}` : `+${code}${typed}`;
}

const codesOf = new Map<string, string | undefined>(); // asked for thousands of numbers in a row

export function codeOf(own: string): string | undefined {
  if (!codesOf.has(own)) codesOf.set(own, longest([...BY_REGION.values()].filter((code) => own.startsWith(`+${code}`))));
  return codesOf.get(own);
}

const longest = (codes: string[]): string | undefined =>
  codes.sort((one, other) => other.length - one.length)[0];

/** As in 86 138 0013 8000: behind the code stands more than a number that begins like it may have. */
function hasCode(typed: string, code: string): boolean {
  return typed.startsWith(code) && typed.length >= code.length + 10;
}
