import { undecidable, violated } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const controls = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

/** The owner of a bucket owns what is in it, and ACLs are off. */
export const objectOwnership: ResourceRule = {
  id: "resource/object-ownership",
  title: "Buckets own their objects, and ACLs are off",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: [controls],
  why: "An ACL hands out an object that no policy speaks of, and whoever writes an object may keep it from the bucket's owner.",
  fix: 'Set rule.objectOwnership to "BucketOwnerEnforced".',
  decides: "Whether the ownership controls of a bucket switch ACLs off.",
  cannotDecide:
    "A bucket without controls has ACLs off since April 2023, and is not judged; that a service such as CloudFront needs ACLs to deliver logs is not known.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'rule: { objectOwnership: "BucketOwnerEnforced" }',
    fail: 'rule: { objectOwnership: "ObjectWriter" }',
  },
  // S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket".
  check: ({ properties }) => {
    const reading = read(properties, "rule", "objectOwnership");
    if (reading.kind === "unknown") {
      return [undecidable(reading.path, "Who owns the objects of the bucket is unknown.")];
    }
    const owner = reading.kind === "known" ? textOf(reading.value) : "not set";
    if (owner === "BucketOwnerEnforced") return [];
    const message = `Object ownership is ${owner}: ACLs decide beside the bucket policy who may read an object.`;
    return [violated("/rule/objectOwnership", message)];
  },
};
