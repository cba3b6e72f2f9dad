"""Who is expected to hand in: the learners whom a trainer has put into nbgrader's gradebook."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from nbgrader.api import Gradebook, Student, SubmittedAssignment

from exercises.grading.records import File, Refused


class ClassList:
    """The gradebook's learners as they were before this run.

    They are a list only where somebody has entered one: a learner with a name or an address, or one who has
    handed in nothing yet. Where all were added by their own submissions, nobody is unknown.
    """

    def __init__(self, gradebook: Gradebook, may_add: bool) -> None:
        about = (Student.first_name, Student.last_name, Student.email, Student.lms_user_id)
        rows = gradebook.db.query(Student.id, *about).all()
        handed_in = {name for (name,) in gradebook.db.query(SubmittedAssignment.student_id).distinct()}
        self._names = {row[0] for row in rows}
        self._is_entered = any(any(row[1:]) or row[0] not in handed_in for row in rows)
        self._may_add = may_add

    def checked(self, file: File) -> File:
        """Return the file, with a note where its learner is unknown; refused where none may be added."""
        if file.learner in self._names or (self._may_add and not self._is_entered):
            return file
        near = get_close_matches(file.learner, self._names, 1, 0.7)
        told = f"the class list in the gradebook has no learner {file.learner!r}"
        told += f", only {near[0]!r}" if near else ""
        mend = "if the name is wrong, rename the file and grade again"
        if self._may_add:
            return replace(file, notes=(*file.notes, f"{told}: they were added; {mend}"))
        add = f"run `nbgrader db student add {file.learner}` in the course's folder"
        raise Refused(f"{told}: {mend}; if it is right, {add}")
