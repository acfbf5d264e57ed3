import {
  judgeSearchLogs,
  judgeServiceLogs,
  searchDomainTypes,
  serviceLogs,
} from "../../audit/service-logs";
import { companionsOf } from "../../engine/companions";
import { about, byType, undecidable, violated } from "../../engine/observations";
import type { JudgedStack, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

const warehouseType = "aws:redshift/cluster:Cluster";
const loggingType = "aws:redshift/logging:Logging";

/** Clusters, databases, search domains and warehouses keep their own logs. */
export const serviceLog: StackRule = {
  id: "audit/service-logs",
  title: "Clusters, databases, search domains and warehouses keep their logs",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [
    ...new Set([
      ...serviceLogs.map(({ type }) => type),
      ...searchDomainTypes,
      warehouseType,
      loggingType,
    ]),
  ],
  why: "Who signed in to a cluster or a database, and what they asked of it, stands in its own logs alone.",
  fix: "List the logs that the service is to keep, with a destination where it needs one.",
  decides:
    "EKS clusters keep the API, audit and authenticator logs, relational databases export those of their engine, DocumentDB and Neptune clusters and search domains their audit log, Redshift its connections.",
  cannotDecide:
    "Whether a parameter or option group fills an audit log, and what another stack declares for a database.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AU-2", "AU-3", "AU-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'enabledClusterLogTypes: ["api", "audit", "authenticator"]',
    fail: 'enabledClusterLogTypes: ["api"]',
  },
  check: (stack) => [
    ...[...listed].flatMap(([type, rows]) =>
      stack.ofType(type).flatMap((resource) =>
        about(
          resource,
          // While the engine is unknown, several rows may speak of the same list.
          rows.flatMap((row) => judgeServiceLogs(resource.properties, row)).slice(0, 1),
        ),
      ),
    ),
    ...stack
      .ofType(...searchDomainTypes)
      .flatMap((domain) => about(domain, judgeSearchLogs(domain.properties))),
    ...judgeWarehouses(stack),
  ],
};

const listed = byType(serviceLogs);

function judgeWarehouses(stack: JudgedStack): readonly StackObservation[] {
  const { of, perhaps } = companionsOf(stack, {
    types: [loggingType],
    property: "clusterIdentifier",
    owners: [warehouseType],
  });
  return stack.ofType(warehouseType).flatMap((warehouse) => {
    if (of(warehouse).length > 0) return [];
    const fix = "Declare a redshift.Logging for the cluster.";
    const evidence = perhaps(warehouse);
    const observation =
      evidence.length > 0
        ? { ...undecidable("", "A logging belongs to this cluster or to another.", fix), evidence }
        : violated("", "No logging of this stack keeps the cluster's connections.", fix);
    return about(warehouse, [observation]);
  });
}
