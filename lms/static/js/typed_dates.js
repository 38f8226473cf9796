// What is typed into a date stays for the server to read: the calendar would put today for “30.11.2026”, unasked.
window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
