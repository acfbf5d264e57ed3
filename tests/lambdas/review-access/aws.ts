import { type Moto, startMoto } from "../../../tools/moto/server";

/** Where made-up credentials lead to moto, and nowhere else. */
export async function startAws() {
  const moto: Moto = await startMoto();
  return {
    options: {
      region: "us-east-1",
      endpoint: moto.endpoint,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    },
    stop: () => moto.stop(),
  };
}
