import {
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  EncryptionType,
  ListTagsForResourceCommand,
  LogLevel,
  StateMachineType,
} from "@aws-sdk/client-sfn";
import type { Replay, ReplayTable } from "./contract";
import { flag, member, number, object, tagList, text } from "./values";

const stateMachine: Replay = {
  async create({ sfn }, inputs) {
    const encryption = object(inputs, "encryptionConfiguration");
    const logging = object(inputs, "loggingConfiguration");
    const { stateMachineArn: arn } = await sfn.send(
      new CreateStateMachineCommand({
        name: text(inputs, "name"),
        type: member(StateMachineType, inputs["type"]),
        roleArn: text(inputs, "roleArn"),
        definition: text(inputs, "definition"),
        encryptionConfiguration: {
          type: member(EncryptionType, encryption["type"]),
          kmsKeyId: text(encryption, "kmsKeyId"),
          kmsDataKeyReusePeriodSeconds: number(encryption, "kmsDataKeyReusePeriodSeconds"),
        },
        loggingConfiguration: {
          level: member(LogLevel, logging["level"]),
          includeExecutionData: flag(logging, "includeExecutionData"),
          destinations: [
            { cloudWatchLogsLogGroup: { logGroupArn: text(logging, "logDestination") } },
          ],
        },
        tags: tagList(inputs).map(({ Key: key, Value: value }) => ({ key, value })),
      }),
    );
    if (arn === undefined) throw new Error("AWS answered no ARN of a state machine.");
    return { id: arn, outputs: { arn } };
  },
  async read({ sfn }, { created }) {
    const found = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: created.id }));
    const { tags = [] } = await sfn.send(
      new ListTagsForResourceCommand({ resourceArn: created.id }),
    );
    const { encryptionConfiguration: encryption, loggingConfiguration: logging } = found;
    const [destination] = logging?.destinations ?? [];
    return {
      name: found.name,
      type: found.type,
      roleArn: found.roleArn,
      definition: found.definition,
      encryptionConfiguration: { ...encryption },
      loggingConfiguration: {
        level: logging?.level,
        includeExecutionData: logging?.includeExecutionData,
        logDestination: destination?.cloudWatchLogsLogGroup?.logGroupArn,
      },
      tags: Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value])),
    };
  },
};

/** The workflow of incidents. */
export const workflows: ReplayTable = {
  "aws:sfn/stateMachine:StateMachine": stateMachine,
};
