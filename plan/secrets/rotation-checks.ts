import type { ConfigIssue } from "../../config/issues";
import type { Config } from "../../config/resolve";
import type { Rotation } from "../../config/rotation";
import type { Environment } from "../environment";
import { contains, overlaps, tierCidr } from "../network/address-plan";
import { tiers } from "../network/tiers";

/** Checks that rotation can reach what it has to: databases in the free part of the VPC, administrators' secrets in this Region. */
export function checkRotations(config: Config, environment: Environment): readonly ConfigIssue[] {
  return Object.entries(config.services).flatMap(([service, { secrets, rotations }]) =>
    secrets.flatMap((secret, index) => {
      const rotation = rotations[secret];
      const path = `services.${service}.secrets.${String(index)}.rotation`;
      return rotation === undefined
        ? []
        : [
            ...checkDatabase(config.network.cidr, rotation, path),
            ...checkAdministrator(rotation, path, environment),
          ];
    }),
  );
}

function checkDatabase(vpc: string, rotation: Rotation, path: string): readonly ConfigIssue[] {
  if (!("cidr" in rotation)) return [];
  const { cidr } = rotation;
  const issue = (problem: string): readonly ConfigIssue[] => [
    {
      code: "ROT003",
      path: `${path}.cidr`,
      problem,
      given: cidr,
      allowed: `a block inside ${vpc} and outside ${tiers.map((tier) => tierCidr(vpc, tier)).join(", ")}`,
      fix: "name the block of the subnets that the server stands in; put them into the free quarter of the VPC",
    },
  ];
  if (!isBlock(cidr)) return issue("not an IPv4 block, or bits are set after the prefix");
  // The private tier's routes lead to the VPC itself and to NAT: a peered network is out of reach.
  if (!contains(vpc, cidr)) return issue("outside the VPC, where the rotation function has no way");
  const tier = tiers.find((candidate) => overlaps(tierCidr(vpc, candidate), cidr));
  return tier === undefined ? [] : issue(`overlaps the ${tier} tier`);
}

function isBlock(cidr: string): boolean {
  const [address = "", prefix = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  if (octets.some((octet) => octet > 255) || Number(prefix) > 32) return false;
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return value % 2 ** (32 - Number(prefix)) === 0;
}

// The endpoint of Secrets Manager leads to this Region alone, and no other account's policy is ours to prove.
function checkAdministrator(
  rotation: Rotation,
  path: string,
  { partition, region, accountId }: Environment,
): readonly ConfigIssue[] {
  if (rotation.strategy !== "postgres-dual") return [];
  return (["administratorSecretArn", "administratorKeyArn"] as const)
    .map((field) => ({ field, arn: rotation[field], service: serviceOf[field] }))
    .filter(
      ({ arn, service }) => !arn.startsWith(`arn:${partition}:${service}:${region}:${accountId}:`),
    )
    .map(({ field, arn, service }) => ({
      code: "ROT004",
      path: `${path}.${field}`,
      problem: "in another Region or account",
      given: arn,
      allowed: `arn:${partition}:${service}:${region}:${accountId}:…`,
      fix: "name one of this Region and account",
    }));
}

const serviceOf = { administratorSecretArn: "secretsmanager", administratorKeyArn: "kms" } as const;
