import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { secretLiteral } from "../../../../policy-pack/rules/secret/literal";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const machine = (userData: Value) => [resource("aws:ec2/instance:Instance", { userData })];
const base64 = (text: string) => Buffer.from(text).toString("base64");

const assigned: readonly string[] = [
  "#!/bin/sh\nDB_PASSWORD='correct horse'\nstart",
  'export DB_PASSWORD="correct-horse"',
  "DB_PASSWORD=correct-horse start",
  "cd /srv; DB_PASSWORD=correct-horse ./start",
  "true && DB_PASSWORD=correct-horse ./start",
  "(DB_PASSWORD=correct-horse ./start)",
  "DB_PASSWORD='pa$$word'",
  'db_password = "correct-horse"',
  '<powershell>\n$db_password = "correct-horse"',
  "$env:DB_PASSWORD = 'correct-horse'",
  "DB_PASSWORD=$(fetch)\nDB_PASSWORD=correct-horse",
];

const harmless: readonly string[] = [
  'TOKEN=$(curl -s -X PUT "http://169.254.169.254/latest/api/token")',
  'TOKEN="$(aws secretsmanager get-secret-value)"',
  "TOKEN=`fetch`",
  'TOKEN="`fetch`"',
  'DB_PASSWORD="${1}"',
  "DB_PASSWORD=%SECRET%",
  "DB_PASSWORD={{resolve}}",
  "DB_PASSWORD=",
  "DB_PASSWORD=''",
  'if [ "$PASSWORD" == "x" ]; then stop; fi',
  "password==correct",
  "start --token=correct-horse",
  "PASSWORD_FILE=/run/secrets/db",
  "DB_SECRET_ARN=some-secret-of-ours",
  "SECRET=arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf",
  ...["yes", "no", "on", "off", "none", "null", "required"].map((text) => `password=${text}`),
  "DB_NAME='orders'",
];

const parameter = (properties: Properties, name = "setting") => [
  resource("aws:ssm/parameter:Parameter", properties, { name }),
];
const plain = { type: "String", name: "/prod/db-password", value: "correct-horse" };

export const plainSecretCases = ruleCases(secretLiteral, [
  ...assigned.flatMap((script): RuleCase[] => [
    {
      requirement: "POL-322",
      title: `a password that user data assigns: ${JSON.stringify(script)}`,
      resources: machine(script),
      verdict: "fail",
      level: "mandatory",
      path: "/userData",
      message: /^userData assigns a secret to (?:DB_PASSWORD|db_password) in plain text\.$/,
      fix: /Secrets Manager/,
      count: 1,
    },
  ]),
  {
    requirement: "POL-322",
    title: "a password that user data assigns in base64",
    resources: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", {
        userData: base64("#!/bin/sh\nDB_PASSWORD='correct-horse'"),
      }),
    ],
    verdict: "fail",
    path: "/userData",
    count: 1,
  },
  {
    title: "a password that user data assigns under another name of the property",
    resources: [
      resource("aws:ec2/instance:Instance", { userDataBase64: base64("API_TOKEN=correct-horse") }),
    ],
    verdict: "fail",
    message: /^userDataBase64 assigns a secret to API_TOKEN/,
  },
  ...harmless.map(
    (script): RuleCase => ({
      title: `user data with ${JSON.stringify(script)}`,
      resources: machine(script),
      verdict: "pass",
    }),
  ),
  { title: "unknown user data", resources: machine(unknown), verdict: "pass" },
  {
    title: "an assignment in another text",
    resources: [resource("aws:s3/bucketObjectv2:BucketObjectv2", { content: "PASSWORD=horses" })],
    verdict: "pass",
  },
  ...["String", "StringList"].map(
    (type): RuleCase => ({
      requirement: "POL-322",
      title: `a password in a parameter of type ${type}`,
      resources: parameter({ ...plain, type }),
      verdict: "fail",
      level: "mandatory",
      path: "/value",
      message: /^Parameter \/prod\/db-password holds a secret in plain text\.$/,
      fix: /SecureString/,
      count: 1,
    }),
  ),
  {
    title: "a password in the other property of a parameter",
    resources: parameter({ type: "String", name: "db-password", insecureValue: "correct-horse" }),
    verdict: "fail",
    path: "/insecureValue",
  },
  {
    title: "a password in a parameter without a name",
    resources: parameter({ type: "String", value: "correct-horse" }, "api-token"),
    verdict: "fail",
    message: /^Parameter api-token/,
  },
  {
    title: "a password in a parameter of unknown type",
    resources: parameter({ ...plain, type: unknown }),
    verdict: "undecided",
    level: "mandatory",
    path: "/value",
    fix: /SecureString/,
  },
  {
    title: "an unknown value of a parameter that names a password",
    resources: parameter({ ...plain, value: unknown }),
    verdict: "undecided",
    level: "mandatory",
    message: /^Whether parameter \/prod\/db-password holds/,
  },
  {
    title: "a parameter of unknown name, whose name in the program says password",
    resources: parameter({ ...plain, name: unknown }, "db-password"),
    verdict: "fail",
  },
  {
    title: "a parameter of unknown name",
    resources: parameter({ ...plain, name: unknown }),
    verdict: "undecided",
    level: "advisory",
    message: /^Whether parameter setting holds/,
  },
  ...[
    { ...plain, name: "/secrets/region" },
    { ...plain, name: "/prod/db-password-arn" },
    { ...plain, value: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" },
    { ...plain, value: "" },
    { type: "String", name: "db-password" },
  ].map(
    (properties): RuleCase => ({
      title: `a parameter with ${JSON.stringify(properties)}`,
      resources: parameter(properties),
      verdict: "pass",
    }),
  ),
  {
    title: "a password in a parameter that is encrypted, whose mark cannot be seen",
    resources: parameter({ ...plain, type: "SecureString" }),
    verdict: "undecided",
    level: "advisory",
    count: 1,
  },
  {
    title: "a value of something that is no parameter",
    resources: [
      resource("aws:ssm/maintenanceWindow:MaintenanceWindow", { name: "password", value: "x-y" }),
    ],
    verdict: "pass",
  },
]);
