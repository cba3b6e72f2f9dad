// What was chosen before, to go back to and forth again.

// Steps of one slider within this time are one choice: to undo them one by one would help nobody.
const PAUSE = 1000;
const LONGEST = 200;

/** Return a history: `left` hears of each state that a choice leaves; `undo` and `redo` give one, or null. */
export function emptyHistory() {
  let [past, future, last] = [[], [], { control: null, time: 0 }];
  const step = (from, to, present) => {
    if (!from.length) return null;
    to.push(present);
    last = { control: null, time: 0 };
    return from.pop();
  };
  return {
    left(state, control, time) {
      const goesOn = control !== null && control === last.control && time - last.time < PAUSE;
      last = { control, time };
      future = [];
      if (!goesOn) past = [...past.slice(1 - LONGEST), state];
    },
    undo: (present) => step(past, future, present),
    redo: (present) => step(future, past, present),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  };
}
