import type { PlanContext } from "../../../plan/context";
import type { Access } from "../../../policy-pack/authorization/neighbour-uses";

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
            (secret): Use => `identity-${service}-${kind} read secrets-${service}-${secret}`,
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
  return [
    ...new Set([
      ...own,
      ...edges,
      ...ofGovernance,
      ...ofContainment(config),
      ...ofIncidents,
      ...ofReviews,
      ...ofPeople(config),
    ]),
  ].sort();
}

type Config = PlanContext["config"];

const groupsOfServices = ({ services }: Config): readonly string[] =>
  Object.entries(services).flatMap(([service, { secrets }]) =>
    secrets.length === 0 ? [service] : [service, `${service}-rotation`],
  );

/** Containment keeps evidence, incidents and flags, and of all logs reads those of what it may contain. */
const ofContainment = (config: Config): readonly Use[] => [
  "identity-containment read evidence-bucket",
  "identity-containment decrypt keys-evidence",
  "identity-containment read governance-table",
  "identity-containment decrypt keys-governance",
  ...groupsOfServices(config).map((group): Use => `identity-containment read logs-${group}`),
];

/** People read evidence, set quarantine, lead incidents and read secrets. */
function ofPeople(config: Config): readonly Use[] {
  const { identity, services } = config;
  const { readers, responders, breakGlass } = identity.people;
  const groups = [
    ...groupsOfServices(config),
    "governance",
    "flow",
    "trail",
    "meshAccess",
    "containment",
    "incident",
    "accessReview",
  ];
  const reading = (role: string) =>
    groups.map((group): Use => `identity-${role} read logs-${group}`);
  const secrets = Object.entries(services).flatMap(([service, { secrets: own }]): readonly Use[] =>
    own.length === 0
      ? []
      : [
          `identity-break-glass decrypt keys-${service}-secrets`,
          ...own.map((secret): Use => `identity-break-glass read secrets-${service}-${secret}`),
        ],
  );
  return [
    ...(readers.length > 0 ? [...reading("reader"), ...ofArchive] : []),
    ...(responders.length > 0
      ? [
          ...reading("responder"),
          "identity-responder read governance-table" as const,
          "identity-responder decrypt keys-governance" as const,
          "identity-responder invoke incident-workflow" as const,
          "identity-responder decrypt keys-evidence" as const,
          "identity-responder read evidence-bucket" as const,
        ]
      : []),
    ...(breakGlass.length > 0 ? secrets : []),
  ];
}

/** The uses that AWS allows, told by its decision logic. */
export const usesIn = (accesses: readonly Access[]): readonly Use[] =>
  [
    ...new Set(
      accesses
        .filter(({ decision }) => decision.outcome === "allowed")
        .map(({ role, verb, resource }): Use => `${role.name} ${verb} ${resource.name}`),
    ),
  ].sort();

// The archive of the trail, and the records of incidents and reviews.
const ofArchive: readonly Use[] = ["audit-bucket", "evidence-bucket"].flatMap(
  (bucket): readonly Use[] => [
    `identity-reader read ${bucket}`,
    `identity-reader decrypt keys-${bucket === "audit-bucket" ? "trail" : "evidence"}`,
  ],
);

// The workflow has one function take its steps, and tells people; what its executions hold is encrypted.
const ofIncidents: readonly Use[] = [
  "identity-incident invoke incident-containment",
  "identity-incident invoke alerts-topic",
  "identity-incident decrypt keys-alerts",
  "identity-incident decrypt keys-evidence",
  "identity-incident-start invoke incident-workflow",
];

// A review queries two logs, keeps its report, tells people, and leaves its failed runs where alerts end.
const ofReviews: readonly Use[] = [
  "identity-access-review read logs-trail",
  "identity-access-review read logs-governance",
  "identity-access-review read evidence-bucket",
  "identity-access-review decrypt keys-evidence",
  "identity-access-review invoke alerts-topic",
  "identity-access-review invoke alerts-dead-letters",
  "identity-access-review decrypt keys-alerts",
];

const ofGovernance: readonly Use[] = [
  "identity-governance read governance-table",
  "identity-governance decrypt keys-governance",
  "identity-governance invoke governance-dead-letters",
];
