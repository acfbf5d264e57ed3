/** SHA-256 as everything here writes it: 64 lower-case hexadecimal digits. */
export const sha256Hex = /^[0-9a-f]{64}$/;

/** Ids of correlations and decisions: they travel in headers, so their characters and their length are bounded. */
export const shortId = /^[A-Za-z0-9_-]{8,64}$/;
