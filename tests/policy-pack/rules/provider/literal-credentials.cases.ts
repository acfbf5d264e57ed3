import type { Properties } from "../../../../policy-pack/engine/value";
import { literalCredentials } from "../../../../policy-pack/rules/provider/literal-credentials";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = (properties: Properties) => [resource("pulumi:providers:aws", properties)];
const webIdentity = (webIdentityToken: string) => ({
  assumeRoleWithWebIdentity: JSON.stringify({ roleArn: "arn", webIdentityToken }),
});

export const literalCredentialsCases = ruleCases(literalCredentials, [
  {
    requirement: "POL-34",
    title: "a provider that assumes a role",
    resources: provider({ region: "eu-west-1", assumeRoles: '[{"roleArn":"arn"}]' }),
    verdict: "pass",
  },
  {
    requirement: "POL-34",
    title: "an access key with its secret, as one credential",
    resources: provider({ accessKey: "access", secretKey: "secret" }),
    verdict: "fail",
    path: "/accessKey",
    message: /^The provider holds accessKey, secretKey\.$/,
    fix: /assume a role/,
    count: 1,
  },
  {
    title: "a secret key alone",
    resources: provider({ secretKey: "secret" }),
    verdict: "fail",
    path: "/secretKey",
  },
  {
    title: "a session token",
    resources: provider({ token: "token", accessKey: unknown }),
    verdict: "fail",
    path: "/token",
    message: /^The provider holds token\.$/,
  },
  {
    title: "a web identity token",
    resources: provider(webIdentity("token")),
    verdict: "fail",
    path: "/assumeRoleWithWebIdentity/webIdentityToken",
  },
  {
    title: "a web identity by file",
    resources: provider({
      assumeRoleWithWebIdentity: JSON.stringify({ webIdentityTokenFile: "/token" }),
    }),
    verdict: "pass",
  },
  { title: "an empty key", resources: provider({ accessKey: "" }), verdict: "pass" },
  {
    title: "an unknown key and secret",
    resources: provider({ accessKey: unknown, secretKey: unknown }),
    verdict: "undecided",
    path: "/accessKey",
    count: 1,
  },
  {
    title: "an unknown web identity token",
    resources: provider(webIdentity(unknown)),
    verdict: "undecided",
    path: "/assumeRoleWithWebIdentity/webIdentityToken",
  },
  {
    title: "a key of another provider of AWS",
    resources: [resource("pulumi:providers:aws-native", { accessKey: "access" })],
    verdict: "fail",
  },
]);
