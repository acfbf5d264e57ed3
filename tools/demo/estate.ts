import path from "node:path";
import { readConfig } from "../../config/load";
import { partitionOf } from "../../plan/environment";
import { planBundle } from "../../plan/governance/bundle";
import { namesFor } from "../../plan/naming";
import { readStack } from "../../preview/stack-file";

/** The project's folder. */
export const root = path.resolve(__dirname, "../..");

/** What a local run takes from the plan of a stack, instead of making it up. */
export interface LocalEstate {
  /** Region. */
  readonly region: string;
  /** Account. */
  readonly accountId: string;
  /** Partition. */
  readonly partition: string;
  /** Policy bundle as deployed, with its digest. */
  readonly bundle: { readonly text: string; readonly digest: string };
  /** Names of the roles that act for each service. */
  readonly roleNames: Readonly<Record<string, readonly string[]>>;
  /** How receipts are signed. */
  readonly receiptSigning: "ed25519" | "kms";
  /** Name of function and table. */
  readonly governance: string;
  /** ARN of the task role of a service. */
  readonly taskRoleArn: (service: string) => string;
  /** ARN of the governance function's role. */
  readonly governanceRoleArn: string;
  /** ARN of the role that a caller assumes for an edge. */
  readonly accessRoleArn: (from: string, to: string) => string;
  /** ARN as of a service of the mesh, whose id only AWS could give. */
  readonly anyMeshServiceArn: string;
  /** ARN of a caller's alias. */
  readonly aliasArn: (service: string) => string;
  /** Name of a service's secret. */
  readonly secretName: (service: string, secret: string) => string;
}

/**
 * The estate of a stack, as its configuration plans it.
 * @throws ConfigError when that configuration is not valid.
 */
export function localEstate(stack: string): LocalEstate {
  const { project, config: values, secretKeys } = readStack(root, stack);
  const isSecret = (key: string) => secretKeys.includes(key);
  const { config, provider } = readConfig(values, { project, checks: [], isSecret });
  const environment = { project, stack, ...provider, partition: partitionOf(provider.region) };
  const names = namesFor(environment);
  const { text, digest, bundle } = planBundle({ config, environment, names });
  const roleNames = Object.entries(bundle.services).map(
    ([name, service]) => [name, service.roleNames] as const,
  );
  return {
    ...{ region: provider.region, ...bundle.account, bundle: { text, digest } },
    roleNames: Object.fromEntries(roleNames),
    receiptSigning: config.governance.receipts.signing,
    governance: names.governance,
    taskRoleArn: (service) => names.roleArn(names.taskRole(service)),
    governanceRoleArn: names.roleArn(names.governance),
    accessRoleArn: (from, to) => names.roleArn(names.accessRole(from, to)),
    anyMeshServiceArn: names.arn("vpc-lattice", `service/svc-${"0".repeat(17)}`),
    aliasArn: names.governanceAliasArn,
    secretName: names.secret,
  };
}
