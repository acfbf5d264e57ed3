import assert from "node:assert/strict";
import { createPublicKey, randomUUID } from "node:crypto";
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, GetPublicKeyCommand } from "@aws-sdk/client-kms";
import { createDynamoRegister } from "../../../runtime/receipts/dynamo-register";
import { createEphemeralReceiptSigner } from "../../../runtime/receipts/ephemeral-signer";
import { createKmsAnchor } from "../../../runtime/receipts/kms-anchor";
import { createKmsReceiptSigner } from "../../../runtime/receipts/kms-signer";
import { createReceiptVerifier } from "../../../runtime/receipts/verifier";
import { createDynamoAcceptedPolicies } from "../../../runtime/store/accepted-policies";
import {
  createDynamoQuarantine,
  liftQuarantine,
  setQuarantine,
} from "../../../runtime/store/dynamo-quarantine";
import { acceptPolicies } from "../../../tools/demo/table";
import { startMoto } from "../../../tools/moto/server";
import { type MotoClients, needsMoto, startMotoClients } from "../../support/moto";

const clock = Date.now;
const current = "a".repeat(64);
const previous = "b".repeat(64);
const seconds = () => Math.floor(Date.now() / 1000);

const claims = () => ({
  jti: randomUUID(),
  aud: "axon",
  sub: "orbit",
  intent: "reason",
  operation: "axon:POST:/reason",
  req: "c".repeat(64),
  pol: current,
  cid: "correlation-1",
  iat: seconds(),
  exp: seconds() + 30,
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("the runtime's stores and keys, against moto", function () {
  let moto: MotoClients;

  before(async function () {
    needsMoto(this);
    moto = await startMotoClients();
  });

  after(async () => {
    await (moto as MotoClients | undefined)?.stop();
  });

  it("G16 takes a receipt once, however many use it at the same time", async () => {
    const table = await moto.table();
    // Two clients: two tasks of a callee share nothing but the table.
    const registers = [1, 2].map(() =>
      createDynamoRegister({ ...table, timeoutMilliseconds: 20_000 }),
    );
    const receipt = claims();
    const uses = Array.from({ length: 10 }, () => registers.map((one) => one.use(receipt))).flat();
    const taken = (await Promise.all(uses)).filter((isFirst) => isFirst);
    assert.equal(taken.length, 1);
    assert.equal(await registers[0]?.use({ ...receipt, jti: randomUUID() }), true);
  });

  it("G16 keeps a used receipt in the table until after nobody takes it", async () => {
    const { dynamo, tableName } = await moto.table();
    const receipt = claims();
    await createDynamoRegister({ dynamo, tableName }).use(receipt);
    const Key = { pk: { S: `receipt#axon#${receipt.jti}` } };
    const { Item } = await dynamo.send(new GetItemCommand({ TableName: tableName, Key }));
    assert.ok(Number(Item?.["expiresAt"]?.N) > receipt.exp);
  });

  it("sees a quarantine that is set and lifted, and takes no other item for one", async () => {
    const table = await moto.table();
    const flags = createDynamoQuarantine({ ...table, clock, cacheMilliseconds: 0 });
    assert.equal(await flags.isQuarantined("orbit"), false);
    await setQuarantine(table, "orbit");
    assert.deepEqual(
      [await flags.isQuarantined("orbit"), await flags.isQuarantined("axon")],
      [true, false],
    );
    await liftQuarantine(table, "orbit");
    assert.equal(await flags.isQuarantined("orbit"), false);
    const Item = { pk: { S: "quarantine#orbit" }, quarantined: { S: "false" } };
    await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    await assert.rejects(flags.isQuarantined("orbit"));
  });

  it("accepts the current policies and the previous ones until their end, and none without a list", async () => {
    const table = await moto.table();
    const policies = createDynamoAcceptedPolicies({ ...table, clock, cacheMilliseconds: 0 });
    await assert.rejects(policies.accepts(current, seconds()));
    await acceptPolicies(table.dynamo, table.tableName, current);
    assert.deepEqual(
      [await policies.accepts(current, seconds()), await policies.accepts(previous, seconds())],
      [true, false],
    );
    const until = seconds() + 60;
    const Item = {
      pk: { S: "policy#accepted" },
      current: { S: current },
      previous: { S: previous },
      previousUntil: { N: String(until) },
    };
    await table.dynamo.send(new PutItemCommand({ TableName: table.tableName, Item }));
    assert.deepEqual(
      [await policies.accepts(previous, until - 1), await policies.accepts(previous, until)],
      [true, false],
    );
  });

  it("signs receipts with a key of KMS in both modes, and no verifier takes one for the other", async () => {
    const created = await moto.kms.send(
      new CreateKeyCommand({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" }),
    );
    const keyId = created.KeyMetadata?.KeyId ?? "";
    const { PublicKey = [] } = await moto.kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
    const anchor = createKmsAnchor({ kms: moto.kms, keyId, timeoutMilliseconds: 20_000 });
    const verifierOf = (mode: "kms" | "ed25519") =>
      createReceiptVerifier({ mode, anchors: { [keyId]: key }, audience: "axon", clock });
    const byKms = await createKmsReceiptSigner({ anchor }).sign(claims());
    const signer = createEphemeralReceiptSigner({ anchor, clock, policyDigest: current });
    const local = await signer.sign(claims());
    assert.deepEqual(
      [
        verifierOf("kms").verify(byKms).ok,
        verifierOf("ed25519").verify(local).ok,
        verifierOf("kms").verify(local).ok,
        verifierOf("ed25519").verify(byKms).ok,
      ],
      [true, true, false, false],
    );
  });

  it("leaves no process behind, and no register that says yes without its table", async () => {
    const own = await startMoto();
    const dynamo = new DynamoDBClient({
      region: "us-east-1",
      endpoint: own.endpoint,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
      maxAttempts: 1,
    });
    const register = createDynamoRegister({ dynamo, tableName: "none" });
    await assert.rejects(register.use(claims()));
    await own.stop();
    assert.equal(isAlive(own.pid), false);
    await assert.rejects(dynamo.send(new DescribeTableCommand({ TableName: "none" })));
    await assert.rejects(register.use(claims()));
    dynamo.destroy();
  });
});
