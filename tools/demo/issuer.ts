import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

/** What a token is made for. */
export interface TokenRequest {
  /** ARN of the role it proves. */
  readonly roleArn: string;
  /** The one party that may take it. */
  readonly audience: string;
  /** Seconds it lasts. */
  readonly seconds: number;
}

/** Issues tokens as `sts:GetWebIdentityToken` does. Its private key lives in this process alone. */
export interface Issuer {
  /** Public keys, as a JSON Web Key Set. */
  readonly jwks: { keys: (Record<string, string> & { kty: "EC" })[] };
  /** Makes a token under an issuer's name. */
  issue(issuer: string, request: TokenRequest): string;
}

/** An issuer with a new key for ES384, one of the two algorithms of STS. */
export function makeIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const kid = randomUUID();
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return {
    jwks: { keys: [{ kty: "EC", crv: "P-384", alg: "ES384", use: "sig", kid, x, y }] },
    issue(issuer, { roleArn, audience, seconds }) {
      const iat = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, sub: roleArn, aud: audience, iat, exp: iat + seconds };
      const jti = randomUUID();
      const head = `${part({ alg: "ES384", typ: "JWT", kid })}.${part({ ...claims, jti })}`;
      const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
      return `${head}.${sign("sha384", Buffer.from(head), key).toString("base64url")}`;
    },
  };
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
