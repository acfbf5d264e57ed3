import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { headerNames } from "../../runtime/request/headers";
import { liftQuarantine, setQuarantine } from "../../runtime/store/dynamo-quarantine";
import { type Cloud, startCloud } from "./cloud";
import { type Ends, makeEnds } from "./ends";
import { axonEnvironment, governanceEnvironment, orbitEnvironment } from "./environments";
import { localEstate } from "./estate";
import { type Journal, makeJournal } from "./journal";
import { startLocalAws } from "./local-aws";
import { startModel } from "./model";
import { type Running, runProgram } from "./processes";
import type { Sample } from "./sample";
import { type StandInCall, standIn } from "./stand-in";
import { type RawAnswer, type RawRequest, rawSender, startWire, type Wire } from "./wire";
import { openWorkshop } from "./workshop";

/** How a system is started. */
export interface SystemOptions {
  /**
   * `full` has the table for single use and accepted policies, a model that counts its work, and a wire that can be
   * tampered with; `fast` keeps used receipts in memory and has none of that between orbit and axon. @default full
   */
  readonly mode?: "full" | "fast";
  /** Values of the services' secrets. @default - made up */
  readonly secrets?: { readonly orbit: string; readonly axon: string };
  /** Variables that every service gets beside its own. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told what the probe in each process finds; their logs are written but not read then. @default - no probe */
  readonly onSample?: (party: string, sample: Sample) => void;
}

/** An answer to a client. */
export interface ClientAnswer {
  readonly status: number;
  readonly body: string;
}

/** The whole system on this machine. */
export interface System {
  /** Everything its processes write. */
  readonly journal: Journal;
  /** The way from orbit to axon. */
  readonly wire: Wire;
  /** Process ids by party. */
  readonly pids: Readonly<Record<string, number>>;
  /** Sends a task to orbit, as any client does. */
  dispatch(task: string, correlationId: string, headers?: readonly string[]): Promise<ClientAnswer>;
  /** Sends a request to axon past orbit. */
  sendToAxon(request: RawRequest): Promise<ClientAnswer>;
  /** Has code with a service's credentials ask governance for a call of axon's; why it was refused, or `sent`. */
  ask(call: StandInCall): Promise<string>;
  /** Makes governance hang, or answer again. */
  hangGovernance(hang: boolean): Promise<void>;
  /** Makes a party's log fail, for good. */
  cutLog(party: "governance" | "axon"): void;
  /** Quarantines a service, or ends that. */
  quarantine(service: string, isQuarantined: boolean): Promise<void>;
  /** Times that axon has worked: what the model was asked. */
  workDone(): number;
  /** Ends everything and removes its files. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts orbit, axon, governance and moto, each in a process of its own, and waits until a call goes through.
 * @throws when something does not start; whatever did is ended then.
 */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const ends = makeEnds();
  try {
    const system = await start(options, ends);
    await warmUp(system);
    return system;
  } catch (error) {
    await ends.stop();
    throw error;
  }
}

const madeUpSecrets = { orbit: "made-up-api-token", axon: "made-up-model-key" };

/** What stands around the three programs, and reads what they write. */
async function surround({ secrets = madeUpSecrets }: SystemOptions, ends: Ends) {
  const estate = localEstate("dev");
  const workshop = await openWorkshop(estate.bundle.text);
  ends.addEnd(workshop.remove);
  const { tls, files, authority } = workshop;
  const ca = authority.cert;
  const journal = makeJournal();
  const secretNames = {
    orbit: estate.secretName("orbit", "api-token"),
    axon: estate.secretName("axon", "model-key"),
  };
  const cloud = ends.add(
    await startCloud({
      ...{ estate, files, ca },
      onLine: (text) => {
        journal.add({ party: "moto", text });
      },
      secrets: { [secretNames.orbit]: secrets.orbit, [secretNames.axon]: secrets.axon },
    }),
  );
  const assumeRole = passOn(cloud.endpoint, ca);
  const localAws = ends.add(await startLocalAws({ estate, tls, assumeRole }));
  const model = ends.add(await startModel(tls));
  const agent = new https.Agent({ ca, keepAlive: true });
  ends.addEnd(() => {
    agent.destroy();
  });
  return { around: { estate, workshop, cloud, localAws }, secretNames, journal, model, agent };
}

/** Starts programs whose lines go to a journal, or that are looked into. */
function runner(
  { onSample }: SystemOptions,
  parts: { readonly ends: Ends; readonly journal: Journal; readonly probe: string },
) {
  const { ends, journal, probe } = parts;
  const probeOf = (party: string) =>
    onSample && { probe: { file: probe, onSample: onSample.bind(undefined, party) } };
  return async (party: string, file: string, environment: Readonly<Record<string, string>>) =>
    ends.add(
      await runProgram({ party, file, environment, onLine: journal.add, ...probeOf(party) }),
    );
}

async function start(options: SystemOptions, ends: Ends): Promise<System> {
  const { mode = "full", environment = {} } = options;
  const { around, secretNames, journal, model, agent } = await surround(options, ends);
  const { workshop, cloud } = around;
  const { programs, tls } = workshop;
  const run = runner(options, { ends, journal, probe: programs.probe });

  // One after the other: whatever has started when another fails is known, and ended.
  const governance = await run("governance", programs.lambdaHost, governanceEnvironment(around));
  const axon = await run("axon", programs.axon, {
    ...environment,
    MODEL_KEY: await cloud.secret(secretNames.axon),
    ...axonEnvironment(around, mode === "fast" ? mode : { model: model.endpoint }),
  });
  const sendToAxon = rawSender(axon.port, agent);
  const wire = ends.add(await startWire({ tls, send: sendToAxon }));
  const ports = { governance: governance.port, axon: mode === "fast" ? axon.port : wire.port };
  const orbit = await run("orbit", programs.orbit, {
    ...environment,
    API_TOKEN: await cloud.secret(secretNames.orbit),
    ...orbitEnvironment(around, ports),
  });

  return {
    ...controls({ cloud, governance, ends }),
    cutLog: (party) => {
      (party === "axon" ? axon : governance).cutOutput();
    },
    ...{ journal, wire, workDone: model.asked },
    pids: { orbit: orbit.pid, axon: axon.pid, governance: governance.pid, moto: cloud.pid },
    dispatch: dispatcher(rawSender(orbit.port, agent)),
    sendToAxon: async (request) => clientAnswer(await sendToAxon(request)),
    ask: (call) => standIn({ around, ports, journal }, call),
  };
}

function controls(parts: {
  readonly cloud: Cloud;
  readonly governance: Running;
  readonly ends: Ends;
}): Pick<System, "hangGovernance" | "quarantine" | "stop"> {
  const { cloud, governance, ends } = parts;
  return {
    hangGovernance: (hang) => governance.tell({ hang }),
    quarantine: (service, isQuarantined) =>
      (isQuarantined ? setQuarantine : liftQuarantine)(cloud.table, service),
    stop: ends.stop,
  };
}

function dispatcher(send: (request: RawRequest) => Promise<RawAnswer>): System["dispatch"] {
  return async (task, correlationId, headers = []) => {
    const body = Buffer.from(JSON.stringify({ task }));
    const rawHeaders = [
      ...["Host", "localhost", "Content-Type", "application/json"],
      ...["Content-Length", String(body.length), headerNames.correlationId, correlationId],
      ...headers,
    ];
    return clientAnswer(await send({ method: "POST", path: "/dispatch", rawHeaders, body }));
  };
}

const clientAnswer = ({ status, body }: RawAnswer): ClientAnswer => ({
  status,
  body: body.toString("utf8"),
});

/** Passes AssumeRole on to moto, with the caller's headers: moto knows the service by the signature's scope. */
function passOn(endpoint: string, ca: string) {
  const agent = new https.Agent({ ca });
  const send = rawSender(Number(new URL(endpoint).port), agent);
  return async (body: Buffer, headers: Readonly<Record<string, unknown>>): Promise<string> => {
    const rawHeaders = Object.entries(headers)
      .filter(([name]) => name !== "connection")
      .flatMap(([name, value]) => [name, String(value)]);
    const answer = await send({ method: "POST", path: "/", rawHeaders, body });
    return answer.body.toString("utf8");
  };
}

const warmUpTries = 40;
const warmUpPauseMilliseconds = 500;

/** The first call loads modules, credentials and keys; on a busy machine that outlasts the limits of one call. */
async function warmUp(system: System): Promise<void> {
  for (let attempt = 1; attempt <= warmUpTries; attempt += 1) {
    const { status } = await system.dispatch("Warm up.", `warm-up-${String(attempt)}`);
    if (status === 200) return;
    await sleep(warmUpPauseMilliseconds);
  }
  const said = system.journal.lines().map(({ party, text }) => `${party}: ${text}`);
  throw new Error(`No call goes through.\n${said.slice(-20).join("\n")}`);
}
