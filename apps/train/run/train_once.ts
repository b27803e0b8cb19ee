/**
 * Training once, with everything that is written on the way and at the end.
 *
 * @module
 */
import { replaceFile, saveTensors } from "@chainrule/formats/files";
import { checkFolder, checkPlace } from "../report/check_place.ts";
import { pageOf } from "../report/chart.ts";
import { logCsv } from "../report/log_csv.ts";
import { plotCurves } from "../report/plot_curves.ts";
import { Checkpoints } from "../training/checkpoints.ts";
import type { Outcome } from "../training/outcome.ts";
import type { Trained } from "../training/trained.ts";
import { trainProblem } from "../training/train_problem.ts";
import type { Plan } from "./plan.ts";
import { Prediction } from "./prediction.ts";
import { resumeCommand } from "./resume_command.ts";

/** Trains once. What cannot be read or written is found out first. */
export async function trainOnce(plan: Plan, args: readonly string[], signal: AbortSignal): Promise<Outcome> {
  const { settings, preset, problem, tuning, seed, resumed, reporter } = plan;
  const { checkpoint, log, plot, predict } = settings;
  await checkFolder(checkpoint);
  for (const path of [log, plot]) if (path !== null) await checkPlace(path);
  const prediction = predict === null ? null : await Prediction.of(predict, problem);

  const checkpoints = new Checkpoints(checkpoint);
  const options = { preset: preset.name, tuning, seed, reporter, signal, checkpoints, resumed };
  const trained = await trainProblem(problem, options);
  const { outcome } = trained;
  if (outcome.test !== null) await writeModel(plan, trained, prediction);
  await writeFigures(plan, trained);
  if (outcome.test === null) reporter.result(`interrupted; ${nextStep(checkpoints.exist || resumed !== null, args)}`);
  return outcome;
}

async function writeModel(
  { settings, reporter }: Plan,
  trained: Trained,
  prediction: Prediction | null,
): Promise<void> {
  const path = `${settings.checkpoint}/model.safetensors`;
  await saveTensors(path, trained.model.stateDict());
  reporter.say(`model: ${path}`);
  if (prediction === null) return;
  await replaceFile(prediction.path, prediction.csv(trained.predict!));
  reporter.say(`predictions: ${prediction.path}`);
}

async function writeFigures({ settings, preset, seed, reporter }: Plan, trained: Trained): Promise<void> {
  const { log, plot } = settings;
  const { epochs, test } = trained.outcome;
  if (log !== null && epochs.length > 0) {
    await replaceFile(log, logCsv(epochs));
    reporter.say(`log: ${log}`);
  }
  if (plot === null) return;
  // An interrupted run shows how far it came.
  const own = test === null ? [] : await trained.charts?.() ?? [];
  const charts = own.length > 0 && trained.chartsShowCourse ? own : [...own, ...await plotCurves(epochs)];
  if (charts.length === 0) return;
  await replaceFile(plot, pageOf(`${preset.name}, seed ${seed}`, charts));
  reporter.say(`plot: ${plot}`);
}

function nextStep(canGoOn: boolean, args: readonly string[]): string {
  return canGoOn
    ? `go on with: ${resumeCommand(args)}`
    : "the first epoch was not over, so there is nothing to go on from";
}
