import type { IncomingMessage } from "node:http";
import type { CallerIdentityReader } from "../../runtime/request/caller-identity";
import { headerNames } from "../../runtime/request/headers";
import { bodyOf } from "./body";
import type { LocalEstate } from "./estate";
import type { TokenRequest } from "./issuer";

/** Answers AssumeRole, with the request's body and headers. */
export type AssumeRole = (body: Buffer, headers: IncomingMessage["headers"]) => Promise<string>;

/** What STS is made of. */
export interface StsOptions {
  /** Reads callers from their session tokens. */
  readonly callers: CallerIdentityReader;
  readonly estate: Pick<LocalEstate, "taskRoleArn">;
  /** Makes tokens. */
  readonly issue: (request: TokenRequest) => string;
  readonly assumeRole: AssumeRole;
}

const defaultSeconds = 300;

/** Plays STS, with the one operation that moto lacks; undefined for a caller that is not known. */
export function sts({ callers, estate, issue, assumeRole }: StsOptions) {
  return async (request: IncomingMessage): Promise<string | undefined> => {
    const token = String(request.headers["x-amz-security-token"]);
    const body = await bodyOf(request);
    const caller = await callers.identify([headerNames.webIdentityToken, token]);
    if (!caller.ok) return undefined;
    const form = new URLSearchParams(body.toString("utf8"));
    if (form.get("Action") !== "GetWebIdentityToken") return assumeRole(body, request.headers);
    const seconds = Number(form.get("DurationSeconds") ?? defaultSeconds);
    const audience = form.get("Audience.member.1") ?? "";
    const roleArn = estate.taskRoleArn(caller.service);
    return tokenAnswer(issue({ roleArn, audience, seconds }), Date.now() + seconds * 1000);
  };
}

function tokenAnswer(token: string, end: number): string {
  const expiration = new Date(end).toISOString();
  return [
    '<GetWebIdentityTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">',
    `<GetWebIdentityTokenResult><WebIdentityToken>${token}</WebIdentityToken>`,
    `<Expiration>${expiration}</Expiration></GetWebIdentityTokenResult>`,
    "</GetWebIdentityTokenResponse>",
  ].join("");
}
