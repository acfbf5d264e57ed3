import { keyOwner } from "../../../../policy-pack/rules/encrypt/key-owner";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bucket, key, members, queue, strayConfiguration } from "./members";

export const keyOwnerCases = ruleCases(keyOwner, [
  {
    requirement: "POL-301",
    title: "a queue and its key, both of one service",
    resources: [members({ orbit: { keys: ["Key"], queues: ["jobs"] } }), key, queue("jobs")],
    verdict: "pass",
  },
  {
    requirement: "POL-301",
    title: "a queue of one service with the key of another",
    resources: [
      members({ orbit: { queues: ["jobs"] }, axon: { keys: ["Key"] } }),
      key,
      queue("jobs"),
    ],
    verdict: "fail",
    path: "/kmsMasterKeyId",
    message: /^It belongs to orbit, and its key Key to axon/,
    fix: /^Name a key of orbit, or declare Key/,
  },
  {
    title: "a bucket of one service with the key of another",
    resources: [
      members({ orbit: { buckets: ["Bucket"] }, axon: { keys: ["Key"] } }),
      key,
      ...bucket,
    ],
    verdict: "fail",
    path: "/rules/0/applyServerSideEncryptionByDefault/kmsMasterKeyId",
  },
  {
    title: "a key that is declared as that of both",
    resources: [
      members({ orbit: { keys: ["Key"], queues: ["jobs"] }, axon: { keys: ["Key"] } }),
      key,
      queue("jobs"),
    ],
    verdict: "pass",
  },
  {
    title: "a queue that two services own, with the key of one",
    resources: [
      members({ orbit: { keys: ["Key"], queues: ["jobs"] }, axon: { queues: ["jobs"] } }),
      key,
      queue("jobs"),
    ],
    verdict: "fail",
    message: /^It belongs to axon/,
  },
  {
    title: "a key that nobody is declared to own",
    resources: [members({ orbit: { queues: ["jobs"] } }), key, queue("jobs")],
    verdict: "pass",
  },
  {
    title: "a queue that nobody is declared to own",
    resources: [members({ axon: { keys: ["Key"] } }), key, queue("jobs")],
    verdict: "pass",
  },
  {
    title: "a program that declares nothing",
    resources: [key, queue("jobs"), queue("mail")],
    verdict: "pass",
  },
  {
    title: "a key of a service for a bucket that is unknown",
    resources: [members({ axon: { keys: ["Key"] } }), key, strayConfiguration],
    verdict: "undecided",
    level: "advisory",
  },
  {
    title: "a key of nobody for a bucket that is unknown",
    resources: [members({ axon: { queues: ["jobs"] } }), key, strayConfiguration],
    verdict: "pass",
  },
]);
