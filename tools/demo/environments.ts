import type { Cloud } from "./cloud";
import type { LocalEstate } from "./estate";
import type { LambdaHostSettings } from "./lambda-host";
import { type LocalAws, localAwsAudience } from "./local-aws";
import type { Workshop } from "./workshop";

/** What every program is told about. */
export interface Surroundings {
  readonly estate: LocalEstate;
  readonly workshop: Workshop;
  readonly cloud: Cloud;
  readonly localAws: LocalAws;
}

type Environment = Readonly<Record<string, string>>;

/** Audience of tokens that are meant for axon. */
const axonAudience = "axon";

/** Nothing of the environment that the run was started in, so that its credentials cannot get in. */
function commonEnvironment({ estate, workshop }: Surroundings): Environment {
  return {
    PATH: process.env["PATH"] ?? "",
    AWS_REGION: estate.region,
    AWS_CONFIG_FILE: workshop.noFile,
    AWS_SHARED_CREDENTIALS_FILE: workshop.noFile,
    AWS_EC2_METADATA_DISABLED: "true",
    NODE_EXTRA_CA_CERTS: workshop.caFile,
  };
}

const listening = ({ workshop }: Surroundings): Environment => ({
  BIND_HOST: "127.0.0.1",
  PORT: "0",
  PUBLIC_HOST: "localhost",
  TLS: "files",
  TLS_KEY_FILE: workshop.files.keyFile,
  TLS_CERT_FILE: workshop.files.certFile,
});

/** Environment of the host that runs governance. */
export function governanceEnvironment(around: Surroundings): Environment {
  const { estate, workshop, cloud, localAws } = around;
  const { region, accountId, partition, roleNames, governance } = estate;
  const settings: LambdaHostSettings = {
    handlerFile: workshop.programs.governance,
    ...workshop.files,
    functionArn: `arn:${partition}:lambda:${region}:${accountId}:function:${governance}`,
    aliases: ["orbit"],
    issuer: localAws.issuer,
    audience: localAwsAudience,
    jwks: localAws.jwks,
    roles: { partition, accountId, roleNames: writable(roleNames) },
  };
  return {
    ...commonEnvironment(around),
    ...localAws.environmentOf(estate.governanceRoleArn),
    AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoint,
    AWS_ENDPOINT_URL_KMS: cloud.endpoint,
    POLICY_DIGEST: estate.bundle.digest,
    TABLE_NAME: governance,
    RECEIPT_SIGNING: estate.receiptSigning,
    RECEIPT_KEY_ID: cloud.receiptKeyId,
    IDENTITY_SOURCE: "alias",
    LAMBDA_HOST: JSON.stringify(settings),
  };
}

/** Environment of axon: with a model that counts its work, or fast with nothing beside it. */
export function axonEnvironment(
  around: Surroundings,
  mode: { readonly model: string } | "fast",
): Environment {
  const { estate, cloud, localAws } = around;
  return {
    ...commonEnvironment(around),
    ...listening(around),
    ...localAws.environmentOf(estate.taskRoleArn("axon")),
    AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoint,
    IDENTITY: "web-identity",
    WEB_IDENTITY_ISSUER: localAws.issuer,
    WEB_IDENTITY_JWKS_URI: localAws.jwksUri,
    WEB_IDENTITY_AUDIENCE: axonAudience,
    CALLER_PARTITION: estate.partition,
    CALLER_ACCOUNT_ID: estate.accountId,
    CALLER_ROLES: JSON.stringify(estate.roleNames),
    RECEIPT_SIGNING: estate.receiptSigning,
    RECEIPT_ANCHORS: JSON.stringify({ [cloud.receiptKeyId]: cloud.receiptPublicKey }),
    TABLE_NAME: cloud.table.tableName,
    ...(mode === "fast"
      ? { SINGLE_USE: "memory", ACCEPTED_POLICIES: estate.bundle.digest, REASONER: "offline" }
      : {
          ...{ SINGLE_USE: "table", ACCEPTED_POLICIES: "table", REASONER: "bedrock" },
          ...{ BEDROCK_MODEL_ID: "local-model", AWS_ENDPOINT_URL_BEDROCK_RUNTIME: mode.model },
        }),
  };
}

/** Ports that orbit is told of. */
export interface OrbitPorts {
  readonly governance: number;
  readonly axon: number;
}

/** Environment of orbit. */
export function orbitEnvironment(around: Surroundings, ports: OrbitPorts): Environment {
  const { estate, localAws } = around;
  return {
    ...commonEnvironment(around),
    ...listening(around),
    ...localAws.environmentOf(estate.taskRoleArn("orbit")),
    INBOUND: "network",
    AWS_ENDPOINT_URL_LAMBDA: lambdaEndpoint(ports.governance),
    AXON_URL: axonUrl(ports.axon),
    GOVERNANCE_ALIAS_ARN: estate.aliasArn("orbit"),
    ACCESS_ROLE_ARN: estate.accessRoleArn("orbit", "axon"),
    AXON_SERVICE_ARN: estate.anyMeshServiceArn,
    IDENTITY_TOKEN_AUDIENCE: axonAudience,
  };
}

/** Address of the host that runs governance. */
export const lambdaEndpoint = (port: number): string => `https://127.0.0.1:${String(port)}`;

/** Address of axon, or of the wire before it: calls go to hosts by name. */
export const axonUrl = (port: number): string => `https://localhost:${String(port)}/reason`;

const writable = (lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]]));
