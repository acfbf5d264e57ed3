import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Evidence } from "../../runtime/review/ports";

/** Objects of the evidence bucket, which encrypts and locks what it is given by itself. */
export function evidenceBucket(client: S3Client, Bucket: string): Evidence {
  return {
    async list(Prefix) {
      // A review has some dozens of objects; S3 gives a thousand at a time.
      const answer = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return (answer.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    },
    async read(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      if (Body === undefined) throw new Error("The object has no content.");
      return Body.transformToString("utf-8");
    },
    async keep(Key, text, ContentType) {
      try {
        await client.send(
          new PutObjectCommand({ Bucket, Key, Body: text, ContentType, IfNoneMatch: "*" }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === "PreconditionFailed") return false;
        throw error;
      }
    },
  };
}
