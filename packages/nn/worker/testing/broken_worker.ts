/**
 * The file of a worker that does not get as far as training.
 *
 * @module
 */
throw new RangeError("no luck");
