import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";

type Item = Readonly<Record<string, AttributeValue>>;

/** What the calls that are used can be given. */
interface Input {
  readonly Item?: Item | undefined;
  readonly Key?: Item | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** One table in memory behind a real client: what is left out is the network alone. */
export class FakeTable {
  readonly items = new Map<string, Item>();
  readonly sent: [command: string, input: Input][] = [];
  readonly dynamo: DynamoDBClient;
  readonly tableName = "estate-governance";
  /** Runs before a call does its work; throws to refuse it. */
  before: () => Promise<void> | void = () => undefined;
  /** Runs after a call did its work; throws to lose its answer. */
  after: () => Promise<void> | void = () => undefined;

  constructor() {
    const credentials = { accessKeyId: "id", secretAccessKey: "secret" };
    this.dynamo = new DynamoDBClient({ region: "us-east-1", credentials });
    this.dynamo.middlewareStack.add(
      (_next, { commandName = "" }) =>
        async ({ input }) => {
          // Any other input than those of the calls that are used has none of these.
          const output = await this.#call(commandName, { Item: undefined, ...input });
          return { output: { $metadata: {}, ...output }, response: {} };
        },
      // Inside the client's own retries.
      { step: "finalizeRequest", priority: "low" },
    );
  }

  async #call(command: string, input: Input): Promise<object> {
    const given = Object.entries(input).filter(([, value]) => value !== undefined);
    this.sent.push([command, Object.fromEntries(given)]);
    await this.before();
    const key = (input.Item ?? input.Key)?.["pk"]?.S ?? "";
    const item = this.items.get(key);
    if (command === "PutItemCommand") this.#put(key, input);
    else if (command === "DeleteItemCommand") this.items.delete(key);
    await this.after();
    return command === "GetItemCommand" && item !== undefined ? { Item: item } : {};
  }

  #put(key: string, { Item, ConditionExpression, ...input }: Input): void {
    const old = this.items.get(key);
    if (ConditionExpression === "attribute_not_exists(pk)" && old !== undefined) {
      const isAsked = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
      throw new ConditionalCheckFailedException({
        message: "The conditional request failed",
        $metadata: {},
        ...(isAsked && { Item: old }),
      });
    }
    if (Item !== undefined) this.items.set(key, Item);
  }
}

/** A failure that the client repeats the call for. */
export const transient = (): Error =>
  Object.assign(new Error("connection lost"), { name: "TimeoutError" });
