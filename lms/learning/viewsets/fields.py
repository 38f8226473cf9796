"""Fields that show people and courses by what they are called."""

from django import forms


class PeopleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person) -> str:
        return person.calling_name


class CourseField(forms.ModelChoiceField):
    def label_from_instance(self, course) -> str:
        text = course.text()
        return text.title if text else course.slug


class LearnerField(forms.ModelChoiceField):
    """Enrolments, shown by learner and cohort."""

    def label_from_instance(self, enrolment) -> str:
        return f"{enrolment.learner.calling_name} ({enrolment.learner}) · {enrolment.cohort}"
