import { duplicates } from "./duplicates";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { Rotation } from "./rotation";
import type { WrittenConfig } from "./schema";

type Services = WrittenConfig["services"];
type Secret = Services[string]["secrets"][number];

/** Name of a secret, in whichever form it is written. */
export const secretName = (secret: Secret): string =>
  typeof secret === "string" ? secret : secret.name;

/** Checks of the secrets of services: each once, two users that differ, and a function that can reach what it has to. */
export function checkSecrets(services: Services): readonly ConfigIssue[] {
  return Object.entries(services).flatMap(([service, { secrets }]) => {
    const path = `services.${service}.secrets`;
    const rotations = secrets.map((secret, index) => ({
      path: `${path}.${String(index)}.rotation`,
      rotation: typeof secret === "string" ? undefined : secret.rotation,
    }));
    return [
      ...checkOnce(secrets, path),
      ...rotations.flatMap((entry) => checkUsers(entry)),
      ...checkReach(rotations),
    ];
  });
}

interface Entry {
  readonly path: string;
  readonly rotation: Rotation | undefined;
}

const checkOnce = (secrets: readonly Secret[], path: string): readonly ConfigIssue[] =>
  duplicates(secrets.map(secretName)).map(({ value, index }) => ({
    code: "SVC001",
    path: `${path}.${String(index)}`,
    problem: "secret named twice",
    given: showValue(value),
    fix: "remove one of them",
  }));

function checkUsers({ path, rotation }: Entry): readonly ConfigIssue[] {
  if (rotation?.strategy !== "postgres-dual") return [];
  const [first, second] = rotation.usernames;
  if (first !== second) return [];
  return [
    {
      code: "ROT001",
      path: `${path}.usernames`,
      problem: "the same user twice",
      given: showValue(rotation.usernames),
      allowed: "two users that differ",
      fix: "name a second user with the same rights, or use postgres-single",
    },
  ];
}

// One function rotates all secrets of a service. In the VPC it has no way to the Internet; outside, none to a database.
function checkReach(entries: readonly Entry[]): readonly ConfigIssue[] {
  const database = entries.find(({ rotation }) => rotation !== undefined && "cidr" in rotation);
  if (database === undefined) return [];
  return entries
    .filter(({ rotation }) => rotation?.strategy === "http-provider")
    .map(({ path }) => ({
      code: "ROT002",
      path,
      problem: `the rotation function stands in the VPC for ${database.path}, from where nothing leads to the Internet`,
      given: '"http-provider"',
      allowed: "http-provider in a service without database secrets",
      fix: "give one of the two secrets to a service of its own",
    }));
}
