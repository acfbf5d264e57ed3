import type { PlanContext } from "../../../plan/context";

/** One use: role, what it does, and to which resource, by logical names. */
export type Use = `${string} ${string} ${string}`;

/**
 * Who must be able to do what, told from the configuration alone: a service uses its own key, reads its own
 * secrets, takes on the roles of its own edges and asks governance; everything else must be denied.
 */
export function expectedUses({ config }: PlanContext): readonly Use[] {
  const isLattice = config.mesh.backend === "vpc-lattice";
  const own = Object.entries(config.services).flatMap(([service, { secrets }]): readonly Use[] => [
    `identity-${service}-task decrypt keys-${service}-data`,
    ...(secrets.length === 0
      ? []
      : ["task", "execution", "rotation"].flatMap((kind): readonly Use[] => [
          `identity-${service}-${kind} decrypt keys-${service}-secrets`,
          ...secrets.map(
            (secret): Use =>
              `identity-${service}-${kind} read secrets-${service}-${nameOf(secret)}`,
          ),
        ])),
  ]);
  const edges = config.edges.flatMap(({ from, to }): readonly Use[] => [
    ...(isLattice
      ? ([
          `identity-${from}-task assume identity-${from}-to-${to}`,
          `identity-${from}-to-${to} invoke mesh-${to}`,
        ] as const)
      : []),
    `identity-${from}-task invoke governance-function`,
    `identity-${to}-task read governance-table`,
    `identity-${to}-task decrypt keys-governance`,
  ]);
  return [...new Set([...own, ...edges, ...ofGovernance])].sort();
}

const ofGovernance: readonly Use[] = [
  "identity-governance read governance-table",
  "identity-governance decrypt keys-governance",
  "identity-governance invoke governance-dead-letters",
];

const nameOf = (secret: string | { readonly name: string }): string =>
  typeof secret === "string" ? secret : secret.name;
