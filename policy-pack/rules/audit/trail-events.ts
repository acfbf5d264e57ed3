import { type EventFields, records } from "../../audit/event-selectors";
import { undecidable, violated } from "../../engine/observations";
import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

const management = (readOnly: boolean, eventSource: string): EventFields => ({
  eventCategory: "Management",
  readOnly: String(readOnly),
  eventSource,
});

const kinds: readonly (readonly [what: string, event: EventFields])[] = [
  ["reads", management(true, "iam.amazonaws.com")],
  ["changes", management(false, "iam.amazonaws.com")],
  ["reads by way of KMS", management(true, "kms.amazonaws.com")],
  ["changes of KMS", management(false, "kms.amazonaws.com")],
  ["calls of the RDS Data API", management(false, "rdsdata.amazonaws.com")],
];

/** Trails record every management event. */
export const trailEvents: ResourceRule = {
  id: "audit/trail-events",
  title: "Trails record every management event",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:cloudtrail/trail:Trail"],
  why: "Reading a secret and using a key are reads: a trail that leaves them out cannot show what was stolen.",
  fix: "Record all management events: one selector of category Management without further fields, or none at all.",
  decides:
    "Whether basic or advanced selectors, taken together, record reads and changes of every source; both forms are read by meaning.",
  cannotDecide: "Other trails of the account that may record what this one leaves out.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AU-2", "AU-3", "AU-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'advancedEventSelectors with eventCategory equals ["Management"] only',
    fail: 'eventSelectors: [{ readWriteType: "WriteOnly" }]',
  },
  check: ({ properties }): readonly Observation[] => {
    const judged = kinds.map(([what, event]) => ({ what, recorded: records(properties, event) }));
    const path =
      properties["advancedEventSelectors"] === undefined
        ? "/eventSelectors"
        : "/advancedEventSelectors";
    const missing = judged.filter(({ recorded }) => recorded === "no").map(({ what }) => what);
    if (missing.length > 0) {
      return [violated(path, `The trail does not record ${missing.join(", ")}.`)];
    }
    if (judged.every(({ recorded }) => recorded === "yes")) return [];
    return [undecidable(path, "Whether the trail records every management event is unknown.")];
  },
};
