import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { createWebIdentityReader } from "../../runtime/request/web-identity";
import type { LocalEstate } from "./estate";
import { type Issuer, makeIssuer, type TokenRequest } from "./issuer";
import { type Listening, listenOnLoopback } from "./loopback";
import { type AssumeRole, sts } from "./sts";
import type { ServerCertificate } from "./tls";

/** Audience of session tokens: whatever plays AWS on this machine. */
export const localAwsAudience = "local-aws";

/** Credentials of a role, as the endpoint of a container gives them. */
export interface TaskCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly Token: string;
  readonly Expiration: string;
}

/** The parts of AWS that prove who somebody is. */
export interface LocalAws extends Listening {
  /** Issuer of all tokens. */
  readonly issuer: string;
  /** Its public keys. */
  readonly jwks: Issuer["jwks"];
  /** Where its public keys are fetched. */
  readonly jwksUri: string;
  /** Variables that make a process work with the credentials of a role, as a task of ECS does. */
  environmentOf(roleArn: string): Readonly<Record<string, string>>;
  /** Credentials of a role. */
  credentialsOf(roleArn: string): TaskCredentials;
}

/** What it is made of. */
export interface LocalAwsOptions {
  /** Roles that exist. */
  readonly estate: LocalEstate;
  /** Certificate of its server. */
  readonly tls: ServerCertificate;
  /** Where AssumeRole is answered. */
  readonly assumeRole: AssumeRole;
}

const credentialSeconds = 900;

/**
 * Plays what proves identity on AWS: credentials of tasks, STS, and the keys of its web identities. A session token is
 * itself a signed token for `local-aws`, so that nobody has to check a signature with a secret key.
 */
export async function startLocalAws({
  estate,
  tls,
  assumeRole,
}: LocalAwsOptions): Promise<LocalAws> {
  const roles = new Map<string, string>();
  const keys = makeIssuer();
  const server = https.createServer(tls, (request, response) => {
    answer(request).then(
      (text) => response.writeHead(text === undefined ? 403 : 200).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const listening = await listenOnLoopback(server);
  const issuer = `https://127.0.0.1:${String(listening.port)}`;
  const issue = (request: TokenRequest) => keys.issue(issuer, request);
  const callers = createWebIdentityReader({
    issuer,
    audience: localAwsAudience,
    jwks: keys.jwks,
    roles: estate,
    clock: Date.now,
  });
  const answerSts = sts({ callers, estate, issue, assumeRole });

  function credentialsOf(roleArn: string): TaskCredentials {
    return {
      AccessKeyId: `ASIA${randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase()}`,
      SecretAccessKey: randomUUID().repeat(2).slice(0, 40),
      Token: issue({ roleArn, audience: localAwsAudience, seconds: credentialSeconds }),
      Expiration: new Date(Date.now() + credentialSeconds * 1000).toISOString(),
    };
  }

  async function answer(request: IncomingMessage): Promise<string | undefined> {
    const { url = "", headers } = request;
    if (url === "/.well-known/jwks.json") return JSON.stringify(keys.jwks);
    if (url.startsWith("/sts")) return answerSts(request);
    const role = url === "/credentials" ? roles.get(headers.authorization ?? "") : undefined;
    return role === undefined ? undefined : JSON.stringify(credentialsOf(role));
  }

  return {
    ...{ ...listening, issuer, credentialsOf, jwks: keys.jwks },
    jwksUri: `${issuer}/.well-known/jwks.json`,
    environmentOf(roleArn) {
      const key = randomUUID();
      roles.set(key, roleArn);
      return {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${issuer}/credentials`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: key,
        AWS_ENDPOINT_URL_STS: `${issuer}/sts`,
      };
    },
  };
}
