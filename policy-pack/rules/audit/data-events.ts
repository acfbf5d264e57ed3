import { dataEventsOf, dataStores } from "../../audit/data-stores";
import { records } from "../../audit/event-selectors";
import { arnKeysOf } from "../../engine/arns";
import { about, undecidable, violated } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { auditBucketsOf, deliveringTypes } from "../../retention/audit-buckets";

const recorderTypes = [
  "aws:cloudtrail/trail:Trail",
  "aws:cloudtrail/eventDataStore:EventDataStore",
];

/** Trails record who reads and writes the data of the stack's stores. */
export const dataEvents: StackRule = {
  id: "audit/data-events",
  title: "Trails record reads and writes of the stack's stores",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [
    ...new Set([...recorderTypes, ...dataStores.map(({ type }) => type), ...deliveringTypes]),
  ],
  why: "Management events show who changed a bucket, not who read what is in it.",
  fix: "Add a selector of category Data for the resources' type to the trail.",
  decides:
    "Where the stack has a trail or an event data store, it records reads and writes of every bucket and table of the stack. Buckets that receive records are exempt: recording their deliveries would never end.",
  cannotDecide: "Trails of other stacks; a stack without a trail is not judged.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AU-2", "AU-3", "AU-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'a trail with eventCategory equals ["Data"] and resources.type equals ["AWS::S3::Object"]',
    fail: "a trail of management events beside a bucket of data",
  },
  check: (stack) => {
    const recorders = stack.ofType(...recorderTypes);
    const { buckets: exempt, open } = auditBucketsOf(stack);
    if (recorders.length === 0) return [];
    return dataStores.flatMap((row) =>
      stack
        .ofType(row.type)
        .filter((store) => !exempt.has(store))
        .flatMap((store) => {
          const recorded = dataEventsOf(store, row).map((event) =>
            recorders.map(({ properties }) => records(properties, event)),
          );
          if (recorded.every((all) => all.includes("yes"))) return [];
          const isOpen =
            open.length > 0 ||
            arnKeysOf(store).length === 0 ||
            recorded.every((all) => all.includes("yes") || all.includes("maybe"));
          const fix = `Add a Data selector for resources.type ${row.dataType} to the trail.`;
          return about(store, [
            isOpen
              ? undecidable("", "Whether a trail records reads and writes of it is unknown.", fix)
              : violated("", "No trail of this stack records reads and writes of it.", fix),
          ]);
        }),
    );
  },
};
