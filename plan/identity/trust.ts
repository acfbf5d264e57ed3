import type { Config } from "../../config/resolve";
import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";

/** Trust in an AWS service, limited to this account and, where the service sends it, to exact sources (IAM-60). */
export function trustService(
  { environment }: PlanContext,
  service: string,
  sourceArn?: string,
): Statement {
  const condition: Conditions = {
    StringEquals: { "aws:SourceAccount": environment.accountId },
    ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }),
  };
  return {
    Sid: "AssumeByService",
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sts:AssumeRole"],
    Condition: condition,
  };
}

/**
 * Trust in AWS Lambda. Lambda sends neither source account nor source ARN when it assumes an execution
 * role, so the statement has no condition; `iam:PassRole` decides who may give the role to a function.
 */
export const trustLambda: Statement = {
  Sid: "AssumeByService",
  Effect: "Allow",
  Principal: { Service: ["lambda.amazonaws.com"] },
  Action: ["sts:AssumeRole"],
};

/**
 * Trust of an edge's access role in the caller's task role. The session must carry the caller's name as
 * source identity, and a correlation id as session tag, so that CloudTrail ties each session to its cause.
 */
export function trustCaller(callerRoleArn: string, caller: string): Statement {
  return {
    Sid: "AssumeByCaller",
    Effect: "Allow",
    Principal: { AWS: [callerRoleArn] },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
    Condition: {
      StringEquals: { "sts:SourceIdentity": caller },
      Null: { "aws:RequestTag/correlation-id": "false" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["correlation-id"] },
    },
  };
}

/** Somebody who may assume a role, and who asks for the second factor. */
export type Person = Config["identity"]["people"]["readers"][number];

/**
 * Trust in people, each by an exact ARN. IAM users must show MFA of recent age; sessions from an identity provider
 * carry no word of MFA, so that a condition on it would lock them out and the provider asks instead (IAM-62). What a
 * session says of itself is let through, or a session that is tagged could not enter (IAM-61).
 */
export function trustPeople(people: readonly Person[], mfaSeconds: number): readonly Statement[] {
  const by = (mfa: Person["mfa"]) => people.filter((each) => each.mfa === mfa);
  const assume = (Sid: string, trusted: readonly Person[]): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: trusted.map(({ arn }) => arn) },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
  });
  const users = {
    ...assume("AssumeWithMfa", by("iam")),
    Condition: {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThan: { "aws:MultiFactorAuthAge": String(mfaSeconds) },
    },
  };
  const sessions = assume("AssumeFromIdentityProvider", by("identity-provider"));
  return [users, sessions].filter(({ Principal }) => Principal !== "*" && Principal?.AWS?.length);
}

/** Whose tokens a role takes. */
export interface TokenTrust {
  /** ARN of the OpenID Connect provider. */
  readonly providerArn: string;
  /** URL of the provider. */
  readonly issuer: string;
  /** What tokens are made out to. */
  readonly audience: string;
  /** Exact subjects. */
  readonly subjects: readonly string[];
}

/** Trust in a pipeline that shows a token of its provider, for one audience and exact subjects. */
export function trustTokens({ providerArn, issuer, audience, subjects }: TokenTrust): Statement {
  const claim = issuer.replace("https://", "");
  return {
    Sid: "AssumeByToken",
    Effect: "Allow",
    Principal: { Federated: [providerArn] },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: { StringEquals: { [`${claim}:aud`]: audience, [`${claim}:sub`]: subjects } },
  };
}
