import { unknown } from "../../support/policy-pack/resources";
import { made } from "./quality-case";

/** A queue of the account. */
export const queueArn = "arn:aws:sqs:us-east-1:111122223333:orders";

/** A topic of the account. */
export const topicArn = "arn:aws:sns:us-east-1:111122223333:orders";

/** A bucket. */
export const bucket = made("s3/Bucket orders", { bucket: "acme-orders" });

/** Its public access block. */
export const blocked = made(
  "s3/BucketPublicAccessBlock block",
  {
    bucket: unknown,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  { bucket },
);

/** A statement that denies what does not come over TLS. */
export const onlyTls = {
  Sid: "OnlyTls",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::acme-orders", "arn:aws:s3:::acme-orders/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
