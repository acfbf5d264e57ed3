import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkStatements, fail } from "../../iam/check";
import { documentKinds, documentTypes } from "../../iam/locations";
import { hasWildcard, partitions } from "../../iam/pattern";

/** ARNs name a partition that is known. */
export const unknownPartition: ResourceRule = {
  id: "iam/unknown-partition",
  title: "Partitions are known",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "A misspelt partition names a resource that does not exist.",
  fix: "Correct the second part of the ARN, for example to aws.",
  decides:
    "Whether each ARN of a document names one of the partitions known at the pack's release.",
  cannotDecide:
    "Whether an unknown partition is new or misspelt; it is accepted by the other rules.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '"Resource":"arn:aws-cn:s3:::orders/*"',
    fail: '"Resource":"arn:awz:s3:::orders/*"',
  },
  check: checkStatements(
    ({ resources, notResources, principals, notPrincipals }) =>
      [
        ...resources,
        ...notResources,
        ...[...principals, ...notPrincipals].map(({ entry }) => entry),
      ].flatMap((entry) => {
        const partition = entry.kind === "text" ? /^arn:([^:]+):/.exec(entry.text)?.[1] : undefined;
        if (partition === undefined || hasWildcard(partition)) return [];
        return partition.includes("${") || partitions.includes(partition)
          ? []
          : [fail(entry.path, `${partition} is no partition of AWS that is known.`)];
      }),
    documentKinds,
  ),
};
