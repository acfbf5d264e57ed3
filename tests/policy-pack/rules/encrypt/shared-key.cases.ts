import { sharedKey } from "../../../../policy-pack/rules/encrypt/shared-key";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bucket, key, members, queue, strayConfiguration } from "./members";

const ofTwo = { orbit: { queues: ["jobs"] }, axon: { queues: ["mail"] } };

export const sharedKeyCases = ruleCases(sharedKey, [
  {
    requirement: "POL-302",
    title: "a key that one service uses, twice",
    resources: [
      members({ orbit: { queues: ["jobs", "mail"] } }),
      key,
      queue("jobs"),
      queue("mail"),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-302",
    title: "a key that two services use",
    resources: [members(ofTwo), key, queue("jobs"), queue("mail")],
    verdict: "fail",
    path: "",
    message: /^It encrypts what belongs to axon and orbit/,
    fix: /^Give each of axon and orbit a key/,
    count: 1,
  },
  {
    title: "a key that a bucket and a queue of two services use",
    resources: [
      members({ orbit: { queues: ["jobs"] }, axon: { buckets: ["Bucket"] } }),
      key,
      queue("jobs"),
      ...bucket,
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-302",
    title: "a key that is declared as that of both",
    resources: [
      members({
        orbit: { keys: ["Key"], queues: ["jobs"] },
        axon: { keys: ["Key"], queues: ["mail"] },
      }),
      key,
      queue("jobs"),
      queue("mail"),
    ],
    verdict: "pass",
  },
  {
    title: "a key of one service that two use, which is a matter of its owner",
    resources: [
      members({ orbit: { keys: ["Key"], queues: ["jobs"] }, axon: { queues: ["mail"] } }),
      key,
      queue("jobs"),
      queue("mail"),
    ],
    verdict: "pass",
  },
  {
    title: "a program that declares nothing",
    resources: [key, queue("jobs"), queue("mail")],
    verdict: "pass",
  },
  {
    title: "a key of one service's queue and of a bucket that is unknown",
    resources: [members({ orbit: { queues: ["jobs"] } }), key, queue("jobs"), strayConfiguration],
    verdict: "undecided",
    level: "advisory",
    path: "",
  },
  {
    title: "a key of nobody's queue and of a bucket that is unknown",
    resources: [key, queue("jobs"), strayConfiguration],
    verdict: "pass",
  },
]);
