"""What learners do: cohorts, enrolment, progress, attempts, attendance, work handed in."""
