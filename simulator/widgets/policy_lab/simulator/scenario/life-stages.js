// Children, adults and older persons: the three stages of life that results are parted in.

export const LIFE_STAGES = ["child, 0 to 17", "18 to 59", "60 or older"];
export const CHILD = 0;
export const OLDER = 2;
const [ADULT_FROM, OLDER_FROM] = [18, 60];

/** Return for each person the stage of life, a number among `LIFE_STAGES`. */
export function lifeStages({ persons: { age } }) {
  return age.map((each) => (each >= ADULT_FROM) + (each >= OLDER_FROM));
}
