import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import type { Clients, Inputs, Replay, ReplayTable } from "./contract";
import { answered, number, optionalText, tagList, tagsOf, text, textRecord } from "./values";

const topic: Replay = {
  async create({ sns }, inputs) {
    const KmsMasterKeyId = optionalText(inputs, "kmsMasterKeyId");
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({
        Name: text(inputs, "name"),
        Attributes: { ...(KmsMasterKeyId !== undefined && { KmsMasterKeyId }) },
        Tags: tagList(inputs),
      }),
    );
    const arn = answered(TopicArn, "ARN");
    return { id: arn, outputs: { arn } };
  },
  async read({ sns }, { created }) {
    const { Attributes = {} } = await sns.send(
      new GetTopicAttributesCommand({ TopicArn: created.id }),
    );
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: created.id }));
    return {
      name: Attributes["TopicArn"]?.split(":").at(-1),
      kmsMasterKeyId: Attributes["KmsMasterKeyId"],
      tags: tagsOf(Tags),
    };
  },
};

const topicPolicy: Replay = {
  async create({ sns }, inputs) {
    const TopicArn = text(inputs, "arn");
    const AttributeValue = text(inputs, "policy");
    await sns.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }),
    );
    return { id: TopicArn };
  },
  async read({ sns }, { created }) {
    const { Attributes = {} } = await sns.send(
      new GetTopicAttributesCommand({ TopicArn: created.id }),
    );
    return { arn: Attributes["TopicArn"], policy: Attributes["Policy"] };
  },
};

const subscription: Replay = {
  async create({ sns }, inputs) {
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        TopicArn: text(inputs, "topic"),
        Protocol: text(inputs, "protocol"),
        Endpoint: text(inputs, "endpoint"),
        ...(inputs["redrivePolicy"] !== undefined && {
          Attributes: { RedrivePolicy: text(inputs, "redrivePolicy") },
        }),
        ReturnSubscriptionArn: true,
      }),
    );
    return { id: answered(SubscriptionArn, "ARN") };
  },
  async read({ sns }, { created }) {
    const { Attributes = {} } = await sns.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn: created.id }),
    );
    return {
      topic: Attributes["TopicArn"],
      protocol: Attributes["Protocol"],
      endpoint: Attributes["Endpoint"],
      redrivePolicy: Attributes["RedrivePolicy"],
    };
  },
};

const queue: Replay = {
  async create({ sqs }, inputs) {
    const KmsMasterKeyId = optionalText(inputs, "kmsMasterKeyId");
    const seconds = number(inputs, "messageRetentionSeconds");
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: text(inputs, "name"),
        Attributes: {
          ...(KmsMasterKeyId !== undefined && { KmsMasterKeyId }),
          ...(seconds !== undefined && { MessageRetentionPeriod: String(seconds) }),
        },
        tags: textRecord(inputs, "tags"),
      }),
    );
    const url = answered(QueueUrl, "URL");
    return { id: url, outputs: { url, arn: (await attributesOf(sqs, url))["QueueArn"] } };
  },
  async read({ sqs }, { created }) {
    const attributes = await attributesOf(sqs, created.id);
    const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: created.id }));
    return {
      name: attributes["QueueArn"]?.split(":").at(-1),
      kmsMasterKeyId: attributes["KmsMasterKeyId"],
      messageRetentionSeconds: Number(attributes["MessageRetentionPeriod"]),
      tags: Tags,
    };
  },
};

const queuePolicy: Replay = {
  async create({ sqs }, inputs) {
    const QueueUrl = text(inputs, "queueUrl");
    const Attributes = { Policy: text(inputs, "policy") };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    return { id: QueueUrl };
  },
  async read({ sqs }, { created }): Promise<Inputs> {
    const attributes = await attributesOf(sqs, created.id);
    return { queueUrl: created.id, policy: attributes["Policy"] };
  },
};

async function attributesOf(sqs: Clients["sqs"], QueueUrl: string) {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  const attributes: Readonly<Record<string, string | undefined>> = Attributes ?? {};
  return attributes;
}

/** Topics and queues. */
export const messages: ReplayTable = {
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": topicPolicy,
  "aws:sns/topicSubscription:TopicSubscription": subscription,
  "aws:sqs/queue:Queue": queue,
  "aws:sqs/queuePolicy:QueuePolicy": queuePolicy,
};
