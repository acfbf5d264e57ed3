import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

/** The bucket of evidence. Its own settings encrypt and lock what is written. */
export interface EvidenceBucket {
  /** Keys that begin with a prefix, at most a thousand. */
  list(prefix: string): Promise<readonly string[]>;
  /** Text of an object; undefined when there is none. */
  read(key: string): Promise<string | undefined>;
  /**
   * Writes an object unless there is one, which then stays as it is.
   * @param contentType @default application/json
   * @returns whether it was written.
   */
  putOnce(key: string, text: string, contentType?: string): Promise<boolean>;
  /** Writes an object, as a new version where there is one. */
  put(key: string, text: string, contentType: string): Promise<void>;
}

/** The bucket through S3. Each call throws when S3 refuses it. */
export function createEvidenceBucket(s3: S3Client, Bucket: string): EvidenceBucket {
  const object = (Key: string, Body: string, ContentType: string) => ({
    Bucket,
    Key,
    Body,
    ContentType,
    // A bucket with object lock takes no object without one (S3 API reference, PutObject).
    ChecksumAlgorithm: "SHA256" as const,
  });
  return {
    async list(Prefix) {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
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
    async putOnce(key, text, contentType = "application/json") {
      try {
        const input = { ...object(key, text, contentType), IfNoneMatch: "*" };
        await s3.send(new PutObjectCommand(input));
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
      await s3.send(new PutObjectCommand(object(key, text, contentType)));
    },
  };
}
