import { arnKeysOf } from "../engine/arns";
import type { StackResource } from "../engine/rule";
import type { EventFields } from "./event-selectors";

/** A store whose reads and writes CloudTrail can record. */
export interface DataStore {
  /** Type token. */
  readonly type: string;
  /** Type of the resource in a selector. */
  readonly dataType: string;
  /** What follows the store's ARN in the ARN of what is touched. */
  readonly below: string;
}

/** Stores whose reads and writes are recorded. */
export const dataStores: readonly DataStore[] = [
  { type: "aws:s3/bucket:Bucket", dataType: "AWS::S3::Object", below: "/" },
  { type: "aws:dynamodb/table:Table", dataType: "AWS::DynamoDB::Table", below: "" },
];

/** A read and a write of a store. Region and account are left open: an empty part stands for any. */
export function dataEventsOf(
  store: StackResource,
  { dataType, below }: DataStore,
): readonly EventFields[] {
  const [key = ""] = arnKeysOf(store);
  const [service = "", name = ""] = key.split("|");
  return ["true", "false"].map((readOnly) => ({
    eventCategory: "Data",
    readOnly,
    "resources.type": dataType,
    "resources.ARN": `arn::${service}:::${name}${below}`,
  }));
}
