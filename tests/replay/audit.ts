import {
  type AdvancedFieldSelector,
  CreateTrailCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  InsightType,
  ListTagsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Clients, Inputs, Replay, ReplayTable } from "./contract";
import {
  answered,
  flag,
  member,
  objects,
  optionalText,
  tagList,
  tagsOf,
  text,
  texts,
} from "./values";

const trail: Replay = {
  async create({ cloudtrail }, inputs) {
    const { TrailARN } = await cloudtrail.send(
      new CreateTrailCommand({
        Name: text(inputs, "name"),
        S3BucketName: text(inputs, "s3BucketName"),
        IsMultiRegionTrail: flag(inputs, "isMultiRegionTrail"),
        IncludeGlobalServiceEvents: flag(inputs, "includeGlobalServiceEvents"),
        EnableLogFileValidation: flag(inputs, "enableLogFileValidation"),
        KmsKeyId: optionalText(inputs, "kmsKeyId"),
        CloudWatchLogsLogGroupArn: optionalText(inputs, "cloudWatchLogsGroupArn"),
        CloudWatchLogsRoleArn: optionalText(inputs, "cloudWatchLogsRoleArn"),
        TagsList: tagList(inputs),
      }),
    );
    const arn = answered(TrailARN, "ARN");
    const AdvancedEventSelectors = objects(inputs, "advancedEventSelectors").map((selector) => ({
      Name: text(selector, "name"),
      FieldSelectors: objects(selector, "fieldSelectors").map(fieldSelector),
    }));
    await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: arn, AdvancedEventSelectors }));
    const InsightSelectors = objects(inputs, "insightSelectors").map((selector) => ({
      InsightType: member(InsightType, selector["insightType"]),
    }));
    if (InsightSelectors.length > 0) {
      await cloudtrail.send(new PutInsightSelectorsCommand({ TrailName: arn, InsightSelectors }));
    }
    if (flag(inputs, "enableLogging") !== false) {
      await cloudtrail.send(new StartLoggingCommand({ Name: arn }));
    }
    return { id: arn, outputs: { arn } };
  },
  async read({ cloudtrail }, { created }) {
    const answer = await cloudtrail.send(new GetTrailCommand({ Name: created.id }));
    const found = answered(answer.Trail, "trail");
    const status = await cloudtrail.send(new GetTrailStatusCommand({ Name: created.id }));
    const { ResourceTagList } = await cloudtrail.send(
      new ListTagsCommand({ ResourceIdList: [created.id] }),
    );
    return {
      name: found.Name,
      s3BucketName: found.S3BucketName,
      isMultiRegionTrail: found.IsMultiRegionTrail,
      includeGlobalServiceEvents: found.IncludeGlobalServiceEvents,
      enableLogFileValidation: found.LogFileValidationEnabled,
      enableLogging: status.IsLogging,
      kmsKeyId: found.KmsKeyId,
      cloudWatchLogsGroupArn: found.CloudWatchLogsLogGroupArn,
      cloudWatchLogsRoleArn: found.CloudWatchLogsRoleArn,
      advancedEventSelectors: await selectorsOf(cloudtrail, created.id),
      insightSelectors: await insightsOf(cloudtrail, created.id),
      tags: tagsOf(ResourceTagList?.[0]?.TagsList),
    };
  },
};

const fieldSelector = (selector: Inputs): AdvancedFieldSelector => ({
  Field: text(selector, "field"),
  Equals: texts(selector, "equals"),
  StartsWith: texts(selector, "startsWiths"),
});

async function selectorsOf(cloudtrail: Clients["cloudtrail"], TrailName: string) {
  const { AdvancedEventSelectors = [] } = await cloudtrail.send(
    new GetEventSelectorsCommand({ TrailName }),
  );
  return AdvancedEventSelectors.map(({ Name, FieldSelectors = [] }) => ({
    name: Name,
    fieldSelectors: FieldSelectors.map(({ Field, Equals, StartsWith }) => ({
      field: Field,
      equals: Equals,
      startsWiths: StartsWith,
    })),
  }));
}

async function insightsOf(cloudtrail: Clients["cloudtrail"], TrailName: string) {
  const { InsightSelectors = [] } = await cloudtrail.send(
    new GetInsightSelectorsCommand({ TrailName }),
  );
  return InsightSelectors.map(({ InsightType: insightType }) => ({ insightType }));
}

/** The audit trail. */
export const audit: ReplayTable = { "aws:cloudtrail/trail:Trail": trail };
