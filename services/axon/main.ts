import { runService } from "../http/run";
import { startAxon } from "./start";

void runService(() => startAxon(process.env));
