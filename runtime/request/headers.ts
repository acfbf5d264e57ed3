/** Headers of a governed call, in lower case as Node gives them. */
export const headerNames = {
  /** Correlation id of the whole chain of calls. */
  correlationId: "x-correlation-id",
  /** RFC 9530 digest of the body, `sha-256=:…:`. */
  contentDigest: "content-digest",
  /** Decision receipt of governance. */
  receipt: "x-decision-receipt",
  /** Caller as VPC Lattice verified it; Lattice removes what a client sends under this name. */
  latticeIdentity: "x-amzn-lattice-identity",
  /** Audience-bound STS web-identity token, where no platform verifies SigV4. */
  webIdentityToken: "x-web-identity-token",
} as const;

/** HTTP methods that an operation can have. */
export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** An HTTP method. */
export type HttpMethod = (typeof httpMethods)[number];
