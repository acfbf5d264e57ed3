/**
 * Other spellings of a type, and the one that rules use. Bridged providers keep old tokens for years, and
 * a pack that knows one spelling passes the other unseen.
 */
const aliases: Readonly<Record<string, string>> = {
  "aws:s3/bucketV2:BucketV2": "aws:s3/bucket:Bucket",
};

/** The spelling of a type that rules use. */
export function typeName(type: string): string {
  return aliases[type] ?? type;
}
