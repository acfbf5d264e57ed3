import { longLivedCredential } from "../../../../policy-pack/rules/iam/long-lived-credential";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const each: readonly (readonly [string, string])[] = [
  ["aws:iam/accessKey:AccessKey", "an access key"],
  ["aws:iam/userLoginProfile:UserLoginProfile", "a console password"],
  ["aws:iam/serviceSpecificCredential:ServiceSpecificCredential", "a service credential"],
  ["aws:iam/signingCertificate:SigningCertificate", "a signing certificate"],
  ["aws:iam/sshKey:SshKey", "an SSH key"],
];

export const longLivedCredentialCases = ruleCases(longLivedCredential, [
  ...each.map(
    ([type, what]): RuleCase => ({
      requirement: "POL-146",
      title: `a user with ${what}`,
      resources: [resource(type, { user: "ana" })],
      verdict: "fail",
      path: "/user",
      message: new RegExp(`^User ana gets ${what} that does not expire\\.$`),
      count: 1,
    }),
  ),
  {
    requirement: "POL-146",
    title: "an access key that is switched off, and can be switched on",
    resources: [resource("aws:iam/accessKey:AccessKey", { user: "ana", status: "Inactive" })],
    verdict: "fail",
  },
  {
    title: "an access key of a user that is unknown",
    resources: [resource("aws:iam/accessKey:AccessKey", { user: unknown })],
    verdict: "fail",
    message: /^A user gets an access key/,
  },
  {
    requirement: "POL-146",
    title: "a user without credentials",
    resources: [resource("aws:iam/user:User", { name: "ana" })],
    verdict: "pass",
  },
]);
