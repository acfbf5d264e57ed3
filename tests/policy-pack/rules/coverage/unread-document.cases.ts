import { unreadDocument } from "../../../../policy-pack/rules/coverage/unread-document";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const text = document({ Action: "sqs:*", Resource: "*" });
const object = { Statement: { Effect: "Allow", Action: "*" } };

export const unreadDocumentCases = ruleCases(unreadDocument, [
  {
    requirement: "POL-51",
    title: "a document in a new property of a covered type",
    resources: [resource("aws:sqs/queue:Queue", { crossRegionPolicy: text })],
    verdict: "fail",
    level: "advisory",
    path: "/crossRegionPolicy",
    count: 1,
  },
  {
    requirement: "POL-51",
    title: "a document on a type without any",
    resources: [resource("aws:new/thing:Thing", { policyDocument: object })],
    verdict: "fail",
    path: "/policyDocument",
    message: /^The property holds a document that no rule reads\.$/,
  },
  {
    title: "a document below a property named after policies, in profile strict",
    resources: [resource("aws:new/thing:Thing", { accessPolicies: [{ body: text }] })],
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
    path: "/accessPolicies/0/body",
  },
  {
    title: "an unknown value that may be a document",
    resources: [resource("aws:sqs/queue:Queue", { crossRegionPolicy: unknown })],
    verdict: "undecided",
    level: "advisory",
    path: "/crossRegionPolicy",
  },
  {
    title: "an unknown value below a property named after policies, beside its name",
    resources: [
      resource("aws:new/thing:Thing", { accessPolicies: [{ name: unknown, body: unknown }] }),
    ],
    verdict: "undecided",
    path: "/accessPolicies/0/body",
    count: 1,
  },
  {
    title: "documents that the document rules read, known and unknown, inline ones included",
    resources: [
      resource("aws:sqs/queue:Queue", { policy: text }, { name: "known" }),
      resource("aws:sqs/queue:Queue", { policy: unknown }, { name: "unknown" }),
      resource("aws:iam/role:Role", {
        assumeRolePolicy: object,
        inlinePolicies: [{ name: "a", policy: text }],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a document inside one that is read, which iam/malformed reports",
    resources: [resource("aws:sqs/queue:Queue", { policy: { nested: object } })],
    verdict: "pass",
  },
  {
    title: "a document beside one that is read, whose name begins like its own",
    resources: [resource("aws:sqs/queue:Queue", { policy: object, policyBackup: object })],
    verdict: "fail",
    count: 1,
    path: "/policyBackup",
  },
  {
    title: "inline policies that are unknown, which the document rules cannot read either",
    resources: [resource("aws:iam/role:Role", { inlinePolicies: unknown })],
    verdict: "pass",
  },
  {
    title: "policies of other kinds",
    resources: [
      resource("aws:ecr/lifecyclePolicy:LifecyclePolicy", { policy: '{"rules":[]}' }),
      resource("aws:sqs/queue:Queue", { redrivePolicy: '{"maxReceiveCount":3}' }),
      resource("aws:lb/listener:Listener", { sslPolicy: unknown }),
    ],
    verdict: "pass",
  },
  {
    title: "documents of components, other providers and templates",
    resources: [
      resource("demo:index:Component", { policy: text }),
      resource("aws-native:s3:BucketPolicy", { policyDocument: object }),
      resource("aws:cloudformation/stack:Stack", { policyBody: text }),
    ],
    verdict: "pass",
  },
]);
