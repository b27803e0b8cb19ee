/**
 * Figures as text.
 *
 * @module
 */
import type { EpochFigures } from "../training/outcome.ts";

/** `97.31 %` for accuracies, four decimals for the rest. */
export function figure(name: string, value: number): string {
  return name.includes("accuracy") ? `${(100 * value).toFixed(2)} %` : value.toFixed(4);
}

/** Figures by name: `loss 0.1234  accuracy 97.31 %`. */
export function figuresText(values: Readonly<Record<string, number>>): string {
  return Object.entries(values).map(([name, value]) => `${name.replace("val_", "validation ")} ${figure(name, value)}`)
    .join("  ");
}

/** One line for the figures of an epoch. */
export function epochLine({ epoch, seconds, learning_rate: _rate, ...measured }: EpochFigures, epochs: number): string {
  const count = String(epoch).padStart(String(epochs).length);
  return `epoch ${count}/${epochs}  ${figuresText(measured)}  ${seconds.toFixed(1)} s`;
}
