import type { ResourceRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** What each type leaves with a user. */
const credentials: Readonly<Record<string, string>> = {
  "aws:iam/accessKey:AccessKey": "an access key",
  "aws:iam/userLoginProfile:UserLoginProfile": "a console password",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "a service credential",
  "aws:iam/signingCertificate:SigningCertificate": "a signing certificate",
  "aws:iam/sshKey:SshKey": "an SSH key",
};

/** Users have no credentials that stay valid until somebody revokes them. */
export const longLivedCredential: ResourceRule = {
  id: "iam/long-lived-credential",
  title: "No long-lived credentials",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: Object.keys(credentials),
  why: "A credential that does not expire works for whoever finds it, for as long as nobody notices.",
  fix: "Remove it; let people sign in through IAM Identity Center and workloads assume roles.",
  decides:
    "Whether the stack gives a user an access key, password, service credential, certificate or SSH key, active or not.",
  cannotDecide: "It does not see credentials that were made outside the stack.",
  frameworks: {
    ...familyFrameworks.iam,
    nist80053: ["AC-2", "IA-2", "IA-5", "IA-5(1)"],
    pciDss: ["8.6.1", "8.6.3"],
    cis: ["roles rather than long-lived keys"],
  },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a role that the workload assumes",
    fail: 'new aws.iam.AccessKey("ci", { user: user.name })',
  },
  check: ({ type, properties }) => {
    const { user } = properties;
    const who = typeof user === "string" && !isUnknown(user) ? `User ${user}` : "A user";
    return [
      {
        verdict: "fail",
        path: "/user",
        message: `${who} gets ${credentials[type] ?? "a credential"} that does not expire.`,
      },
    ];
  },
};
