import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { trailEvents } from "../../../../policy-pack/rules/audit/trail-events";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const trail = (properties: Properties) => [resource("aws:cloudtrail/trail:Trail", properties)];
const basic = (...eventSelectors: readonly Value[]) => trail({ eventSelectors });
const management = { field: "eventCategory", equals: ["Management"] };
const advanced = (...selectors: readonly (readonly Value[])[]) =>
  trail({
    advancedEventSelectors: selectors.map((fieldSelectors) => ({ fieldSelectors })),
  });
const data = [
  { field: "eventCategory", equals: ["Data"] },
  { field: "resources.type", equals: ["AWS::S3::Object"] },
];

export const trailEventsCases = ruleCases(trailEvents, [
  {
    requirement: "POL-330",
    title: "a trail without selectors, which records all management events",
    resources: trail({}),
    verdict: "pass",
  },
  { title: "a basic selector that says nothing", resources: basic({}), verdict: "pass" },
  {
    requirement: "POL-330",
    title: "an advanced selector of all management events",
    resources: advanced([management]),
    verdict: "pass",
  },
  {
    title: "two basic selectors that are everything together",
    resources: basic({ readWriteType: "ReadOnly" }, { readWriteType: "WriteOnly" }),
    verdict: "pass",
  },
  {
    title: "two advanced selectors that are everything together",
    resources: advanced(
      [management, { field: "readOnly", equals: ["true"] }],
      [management, { field: "readOnly", notEquals: ["true"] }],
    ),
    verdict: "pass",
  },
  {
    title: "an exclusion of what is no source of these events",
    resources: basic({ excludeManagementEventSources: ["none.amazonaws.com"] }),
    verdict: "pass",
  },
  {
    requirement: "POL-330",
    title: "changes only, by a basic selector",
    resources: basic({ readWriteType: "WriteOnly" }),
    verdict: "fail",
    path: "/eventSelectors",
    message: /^The trail does not record reads, reads by way of KMS\.$/,
  },
  {
    requirement: "POL-330",
    title: "changes only, by an advanced selector",
    resources: advanced([management, { field: "readOnly", equals: ["false"] }]),
    verdict: "fail",
    path: "/advancedEventSelectors",
    message: /does not record reads, reads by way of KMS/,
  },
  {
    requirement: "POL-330",
    title: "reads only",
    resources: basic({ readWriteType: "ReadOnly" }),
    verdict: "fail",
    message: /does not record changes, changes of KMS, calls of the RDS Data API/,
  },
  {
    requirement: "POL-330",
    title: "all but KMS, by a basic selector",
    resources: basic({ excludeManagementEventSources: ["kms.amazonaws.com"] }),
    verdict: "fail",
    message: /does not record reads by way of KMS, changes of KMS\.$/,
  },
  {
    requirement: "POL-330",
    title: "all but KMS, by an advanced selector",
    resources: advanced([management, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }]),
    verdict: "fail",
    message: /does not record reads by way of KMS, changes of KMS\.$/,
  },
  {
    title: "all but what begins like KMS",
    resources: advanced([management, { field: "eventSource", notStartsWiths: ["kms."] }]),
    verdict: "fail",
  },
  {
    title: "all but what ends like nothing of these",
    resources: advanced([management, { field: "eventSource", notEndsWiths: [".example.com"] }]),
    verdict: "pass",
  },
  {
    title: "all reads and changes but those of IAM",
    resources: advanced([management, { field: "eventSource", notEquals: ["iam.amazonaws.com"] }]),
    verdict: "fail",
    message: /does not record reads, changes\.$/,
  },
  {
    title: "all but the RDS Data API",
    resources: basic({ excludeManagementEventSources: ["rdsdata.amazonaws.com"] }),
    verdict: "fail",
    message: /does not record calls of the RDS Data API\.$/,
  },
  {
    title: "data events only, by a basic selector",
    resources: basic({
      includeManagementEvents: false,
      dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
    }),
    verdict: "fail",
  },
  {
    title: "data events only, by an advanced selector",
    resources: advanced(data),
    verdict: "fail",
  },
  {
    title: "one event by its name",
    resources: advanced([management, { field: "eventName", equals: ["GetSecretValue"] }]),
    verdict: "fail",
  },
  {
    title: "unknown selectors",
    resources: trail({ eventSelectors: unknown }),
    verdict: "undecided",
    path: "/eventSelectors",
  },
  {
    title: "an unknown exclusion",
    resources: basic({ excludeManagementEventSources: [unknown] }),
    verdict: "undecided",
  },
  {
    title: "an unknown field",
    resources: advanced([management, { field: unknown, equals: ["true"] }]),
    verdict: "undecided",
    path: "/advancedEventSelectors",
  },
  {
    title: "an unknown selector beside one that records everything",
    resources: basic(unknown, {}),
    verdict: "pass",
  },
  {
    title: "changes only, whatever sources are excluded",
    resources: basic({ readWriteType: "WriteOnly", excludeManagementEventSources: [unknown] }),
    verdict: "fail",
  },
]);
