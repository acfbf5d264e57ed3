import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { secretLiteral } from "../../../../policy-pack/rules/secret/literal";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

// AWS's own example key id.
const accessKeyId = "AKIAIOSFODNN7EXAMPLE";

const variables = (given: Value) => [
  resource("aws:lambda/function:Function", { environment: { variables: given } }),
];
const database = (password: string) => [resource("aws:rds/instance:Instance", { password })];
const container = (definition: Properties) => [
  resource("aws:ecs/taskDefinition:TaskDefinition", {
    containerDefinitions: JSON.stringify([{ name: "sidecar" }, definition]),
  }),
];

/** Properties with a value at a path in which `*` is the first item of a list. */
const withValueAt = ([key, ...rest]: readonly string[], value: Value): Value => {
  if (key === undefined) return value;
  return key === "*" ? [withValueAt(rest, value)] : { [key]: withValueAt(rest, value) };
};
const asProperties = (value: Value): Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};

/** Variables that say where a secret is, or what it is like. */
const harmless = {
  SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/api-token-a1b2c3",
  SECRET_NAME: "orbit/api-token",
  DB_PASSWORD_PARAMETER: "orbit-db",
  TOKEN_TTL_SECONDS: "3600",
  TOKEN_URL: "https://login.example.com/token",
  API_KEY_HEADER: "x-api-key",
  TOKENS: "100000",
  PASSWORD: "",
  SECRET: "/orbit/api-token",
  TOKEN: "https://login.example.com/token",
  CREDENTIALS: "arn:aws:iam::111122223333:role/reader",
  ACCESS_KEY: "{{resolve:secretsmanager:orbit}}",
  PASSPHRASE: "true",
  AWS_ACCESS_KEY_ID_PARAMETER: "x",
  LOG_LEVEL: "info",
};

/** Properties that hold a secret by nature. */
const secretProperties: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:secretsmanager/secretVersion:SecretVersion": [["secretString"], ["secretBinary"]],
  "aws:rds/instance:Instance": [["password"]],
  "aws:rds/cluster:Cluster": [["masterPassword"]],
  "aws:docdb/cluster:Cluster": [["masterPassword"]],
  "aws:redshift/cluster:Cluster": [["masterPassword"]],
  "aws:redshiftserverless/namespace:Namespace": [["adminUserPassword"]],
  "aws:elasticache/replicationGroup:ReplicationGroup": [["authToken"]],
  "aws:elasticache/user:User": [
    ["passwords", "*"],
    ["authenticationMode", "passwords", "*"],
  ],
  "aws:memorydb/user:User": [["authenticationMode", "passwords", "*"]],
  "aws:opensearch/domain:Domain": [
    ["advancedSecurityOptions", "masterUserOptions", "masterUserPassword"],
  ],
  "aws:mq/broker:Broker": [["users", "*", "password"]],
  "aws:dms/endpoint:Endpoint": [["password"]],
  "aws:directoryservice/directory:Directory": [["password"]],
  "aws:codebuild/sourceCredential:SourceCredential": [["token"]],
  "aws:amplify/app:App": [["accessToken"], ["oauthToken"]],
  "aws:cloudwatch/eventConnection:EventConnection": [
    ["authParameters", "apiKey", "value"],
    ["authParameters", "basic", "password"],
    ["authParameters", "oauth", "clientParameters", "clientSecret"],
  ],
};

/** Where variables are, beside functions, containers and builds. */
const variablePlaces: readonly (readonly [type: string, path: readonly string[]])[] = [
  ["aws:batch/jobDefinition:JobDefinition", ["containerProperties", "environment"]],
  [
    "aws:apprunner/service:Service",
    ["sourceConfiguration", "imageRepository", "imageConfiguration", "runtimeEnvironmentVariables"],
  ],
  [
    "aws:apprunner/service:Service",
    [
      "sourceConfiguration",
      "codeRepository",
      "codeConfiguration",
      "codeConfigurationValues",
      "runtimeEnvironmentVariables",
    ],
  ],
  ["aws:glue/job:Job", ["defaultArguments"]],
  ["aws:amplify/app:App", ["environmentVariables"]],
  ["aws:amplify/branch:Branch", ["environmentVariables"]],
  ["aws:sagemaker/model:Model", ["primaryContainer", "environment"]],
  ["aws:sagemaker/model:Model", ["containers", "*", "environment"]],
];

export const secretLiteralCases = ruleCases(secretLiteral, [
  ...Object.entries(secretProperties).flatMap(([type, paths]) =>
    paths.map((path) => ({
      requirement: "POL-322",
      title: `whether ${type} ${path.join(".")} is marked secret`,
      resources: [resource(type, asProperties(withValueAt(path, "correct-horse")))],
      verdict: "undecided" as const,
      level: "advisory" as const,
      path: `/${path.join("/").replace("*", "0")}`,
      count: 1,
    })),
  ),
  {
    title: "whether a secure parameter is marked secret",
    resources: [
      resource("aws:ssm/parameter:Parameter", { type: "SecureString", value: "correct-horse" }),
    ],
    verdict: "undecided",
    path: "/value",
    message: /whether it is marked secret there cannot be seen/,
    fix: /write-only/,
  },
  {
    title: "a plain parameter",
    resources: [resource("aws:ssm/parameter:Parameter", { type: "String", value: "blue" })],
    verdict: "pass",
  },
  {
    title: "a value that another resource makes",
    resources: [
      resource("aws:secretsmanager/secretVersion:SecretVersion", { secretString: unknown }),
    ],
    verdict: "pass",
  },
  { title: "an empty value", resources: database(""), verdict: "pass" },
  ...[
    "DB_PASSWORD",
    "apiKey",
    "API_TOKEN",
    "Private_Key",
    "CLIENT_SECRET",
    "dbPasswd",
    "AWS_SECRET_ACCESS_KEY",
  ].map((name) => ({
    requirement: "POL-322",
    title: `a value of variable ${name}`,
    resources: variables({ [name]: "correct-horse" }),
    verdict: "fail" as const,
    path: `/environment/variables/${name}`,
    message: new RegExp(`Variable ${name} passes a secret`),
    fix: new RegExp(`Store the value of ${name} in Secrets Manager`),
    count: 1,
  })),
  {
    requirement: "POL-322",
    title: "a credential in a variable with a plain name",
    resources: variables({ LOG_LEVEL: accessKeyId }),
    verdict: "fail",
    count: 1,
  },
  ...Object.entries(harmless).map(([name, value]) => ({
    title: `variable ${name} with "${value}"`,
    resources: variables({ [name]: value }),
    verdict: "pass" as const,
  })),
  {
    requirement: "POL-322",
    title: "a value in the environment of a container, as JSON text",
    resources: container({
      name: "api",
      environment: [
        { name: "LOG_LEVEL", value: "info" },
        { name: "DB_PASSWORD", value: accessKeyId },
      ],
    }),
    verdict: "fail",
    path: "/containerDefinitions/1/environment/1/value",
    count: 1,
  },
  {
    title: "a secret that ECS reads for a container",
    resources: container({
      name: "api",
      environment: [],
      secrets: [
        {
          name: "DB_PASSWORD",
          valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x",
        },
      ],
    }),
    verdict: "pass",
  },
  {
    title: "a value in the environment of a build",
    resources: [
      resource("aws:codebuild/project:Project", {
        environment: {
          environmentVariables: [
            { name: "TOKEN", value: "orbit/api-token", type: "SECRETS_MANAGER" },
            { name: "NPM_TOKEN", value: "correct-horse", type: "PLAINTEXT" },
          ],
        },
      }),
    ],
    verdict: "fail",
    path: "/environment/environmentVariables/1/value",
    count: 1,
  },
  {
    title: "a value in a batch job",
    resources: [
      resource("aws:batch/jobDefinition:JobDefinition", {
        containerProperties: JSON.stringify({ environment: [{ name: "TOKEN", value: "abc-def" }] }),
      }),
    ],
    verdict: "fail",
    path: "/containerProperties/environment/0/value",
  },
  ...variablePlaces.map(([type, path]) => ({
    title: `a value in ${path.join(".")} of ${type}`,
    resources: [resource(type, asProperties(withValueAt([...path, "TOKEN"], "abc-def")))],
    verdict: "fail" as const,
    path: `/${path.join("/").replace("*", "0")}/TOKEN`,
    count: 1,
  })),
  {
    title: "variables that are no names and values",
    resources: container({ name: "api", environment: ["TOKEN", { value: "abc-def" }] }),
    verdict: "pass",
  },
  {
    title: "whether an insecure value of a secure parameter is marked secret",
    resources: [
      resource("aws:ssm/parameter:Parameter", { type: "SecureString", insecureValue: "abc" }),
    ],
    verdict: "undecided",
  },
  {
    requirement: "POL-322",
    title: "a credential in user data",
    resources: [
      resource("aws:ec2/instance:Instance", {
        userData: `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
      }),
    ],
    verdict: "fail",
    path: "/userData",
    message: /^userData holds what looks like a credential\.$/,
    count: 1,
  },
  {
    requirement: "POL-322",
    title: "a credential in user data in base64",
    resources: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", {
        userData: Buffer.from(`export AWS_ACCESS_KEY_ID=${accessKeyId}`).toString("base64"),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a credential in base64 elsewhere, where it is only text",
    resources: [
      resource("aws:s3/bucketObjectv2:BucketObjectv2", {
        content: Buffer.from(accessKeyId).toString("base64"),
      }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-322",
    title: "a credential in a tag",
    resources: [resource("aws:s3/bucket:Bucket", { tags: { owner: "data", note: accessKeyId } })],
    verdict: "fail",
    path: "/tags/note",
    message: /^tags holds/,
    count: 1,
  },
  {
    title: "a credential in a document, which another rule reports",
    resources: [
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({ Sid: accessKeyId, Action: "sns:Publish" }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a credential of a provider, which another rule reports",
    resources: [resource("pulumi:providers:aws", { accessKey: accessKeyId })],
    verdict: "pass",
  },
  {
    title: "a credential in an output of the stack, which another rule reports",
    resources: [resource("pulumi:pulumi:Stack", { key: accessKeyId })],
    verdict: "pass",
  },
  { title: "no variables", resources: variables(null), verdict: "pass" },
  {
    title: "unknown variables",
    resources: variables(unknown),
    verdict: "undecided",
    level: "advisory",
    path: "/environment/variables",
    message: /nobody sees whether one of them holds a secret/,
    count: 1,
  },
  {
    title: "a value under an unknown name",
    resources: container({ name: "api", environment: [{ name: unknown, value: "correct-horse" }] }),
    verdict: "undecided",
    path: "/containerDefinitions/1/environment/0/name",
    message: /a variable of unknown name/,
  },
  {
    title: "an ARN under an unknown name",
    resources: container({
      name: "api",
      environment: [{ name: unknown, value: "arn:aws:s3:::orders" }],
    }),
    verdict: "pass",
  },
  {
    title: "a value of a build, of which it is unknown whether it is the name of a secret",
    resources: [
      resource("aws:codebuild/project:Project", {
        environment: {
          environmentVariables: [{ name: "NPM_TOKEN", value: "orbit/npm", type: unknown }],
        },
      }),
    ],
    verdict: "undecided",
    path: "/environment/environmentVariables/0/type",
  },
  {
    title: "an unknown value in JSON text",
    resources: container({ name: "api", environment: [{ name: "TOKEN", value: unknown }] }),
    verdict: "undecided",
    level: "mandatory",
    path: "/containerDefinitions/1/environment/0/value",
  },
  {
    title: "an unknown value of a variable that names a secret",
    resources: variables({ DB_PASSWORD: unknown }),
    verdict: "undecided",
    level: "mandatory",
    message: /DB_PASSWORD holds a secret or its ARN is unknown/,
  },
  {
    title: "an unknown value of another variable",
    resources: variables({ TABLE: unknown }),
    verdict: "pass",
  },
]);
