import type * as kms from "@pulumi/aws/kms";
import * as awsx from "@pulumi/awsx";
import type { Statement } from "./documents";
import type { Estate } from "./estate";
import { accountRoot, createKey } from "./keys";
import type { Service, Settings } from "./settings";

/** What repositories are made from. */
export interface RepositoriesArgs {
  /** Estate whose tasks pull from them. */
  readonly estate: Estate;
  /** Settings of the stack. */
  readonly settings: Settings;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Declares a repository for each service, under the only name that its execution role may pull from. */
export function createRepositories(
  args: RepositoriesArgs,
): Readonly<Record<Service, awsx.ecr.Repository>> {
  const { settings, tags } = args;
  const key = createKey("images", {
    description: "Encrypts container images of the agent service",
    use: useByEcr(settings),
    settings,
    tags,
  });
  return {
    orbit: createRepository("orbit", key, args),
    axon: createRepository("axon", key, args),
  };
}

function createRepository(
  service: Service,
  key: kms.Key,
  { estate, tags }: RepositoriesArgs,
): awsx.ecr.Repository {
  return new awsx.ecr.Repository(service, {
    name: estate.repositoryName(service),
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
    forceDelete: false,
    lifecyclePolicy: {
      // A digest in use must stay: only what a later push has left without a tag goes.
      rules: [
        { tagStatus: "untagged", maximumAgeLimit: 30, description: "Forget untagged images" },
      ],
    },
    tags: { ...tags, Service: service },
  });
}

/**
 * Reference to a service's image by digest. It is made of configuration alone, so that a preview shows and judges
 * which image would run before the repository exists.
 */
export function imageReference(
  service: Service,
  digest: string,
  { estate, settings }: Pick<RepositoriesArgs, "estate" | "settings">,
): string {
  const [accountId] = settings.allowedAccountIds;
  const registry = `${accountId}.dkr.ecr.${settings.region}.amazonaws.com`;
  return `${registry}/${estate.repositoryName(service)}@${digest}`;
}

// ECR makes two grants when a repository is created, in the name of whoever creates it, and uses the key by them
// from then on (Amazon ECR User Guide, "Encryption at rest").
function useByEcr(settings: Settings): readonly Statement[] {
  const { region, deployerArns } = settings;
  const allow = (
    Sid: string,
    action: string,
    condition: NonNullable<Statement["Condition"]>,
  ): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: [accountRoot(settings)] },
    Action: [action],
    Resource: ["*"],
    Condition: {
      StringEquals: { "kms:ViaService": `ecr.${region}.amazonaws.com` },
      ArnEquals: { "aws:PrincipalArn": deployerArns },
      ...condition,
    },
  });
  return [
    allow("GrantToEcr", "kms:CreateGrant", { Bool: { "kms:GrantIsForAWSResource": "true" } }),
    allow("RetireGrants", "kms:RetireGrant", {}),
  ];
}
