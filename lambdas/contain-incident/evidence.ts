import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import type { Evidence } from "../../runtime/containment/ports";

/** The evidence bucket. Its own settings encrypt and lock what is written. */
export function s3Evidence(s3: S3Client, Bucket: string): Evidence {
  const put = (Key: string, Body: string, ContentType: string) => ({
    Bucket,
    Key,
    Body,
    ContentType,
    // A bucket with object lock takes no object without one (S3 API reference, PutObject).
    ChecksumAlgorithm: "SHA256" as const,
  });
  return {
    async putOnce(key, text) {
      try {
        const object = put(key, text, "application/json");
        await s3.send(new PutObjectCommand({ ...object, IfNoneMatch: "*" }));
        return true;
      } catch (error) {
        // S3 User Guide, "How to prevent object overwrites with conditional writes".
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) {
          return false;
        }
        throw error;
      }
    },
    async put(key, text, contentType) {
      await s3.send(new PutObjectCommand(put(key, text, contentType)));
    },
    async read(Key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return await Body?.transformToString("utf8");
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
