import { claimsOf, start } from "./examples";

/** The one text of the claims of the examples. */
export const claimsText = JSON.stringify(claimsOf());

/** Texts that are no claims, or not the one text of some; governance writes none of them. */
export const malformedClaims: Readonly<Record<string, string>> = {
  "an unknown field": JSON.stringify({ ...claimsOf(), admin: true }),
  "a missing field": JSON.stringify({ ...claimsOf(), sub: undefined }),
  "an inherited field in its place": claimsText.replace('"sub":"orbit"', '"__proto__":{}'),
  "a duplicate key": claimsText.replace('"aud":', '"aud":"axon","aud":'),
  "fields in another order": JSON.stringify(claimsOf(), ["exp", ...Object.keys(claimsOf())]),
  "a space": claimsText.replace(",", ", "),
  "an escaped letter": claimsText.replace("orbit", "\\u006frbit"),
  "a byte order mark": `\ufeff${claimsText}`,
  "text after the end": `${claimsText} `,
  "a list": `[${claimsText}]`,
  "a number as text": claimsText.replace(String(start), `"${String(start)}"`),
  "a fraction": claimsText.replace(String(start), `${String(start)}.5`),
  "a number in another form": claimsText.replace(String(start), "1.8e9"),
  "a negative time": JSON.stringify(claimsOf({ iat: -5, exp: 20 })),
  "minus zero": JSON.stringify(claimsOf({ iat: 0, exp: 20 })).replace('"iat":0', '"iat":-0'),
  "a digest in capitals": JSON.stringify(claimsOf({ req: "A".repeat(64) })),
  "a short digest": JSON.stringify(claimsOf({ pol: "b".repeat(63) })),
  "an id with another separator": JSON.stringify(claimsOf({ jti: "receipt#axon#1" })),
  "an empty caller": JSON.stringify(claimsOf({ sub: "" })),
  "no JSON": "claims",
  "no record": "null",
};
