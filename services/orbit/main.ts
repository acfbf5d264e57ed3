import { runService } from "../http/run";
import { startOrbit } from "./start";

void runService(() => startOrbit(process.env));
