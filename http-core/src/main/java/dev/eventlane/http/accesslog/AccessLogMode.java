package dev.eventlane.http.accesslog;

import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import io.undertow.util.StatusCodes;

/** Which requests get a line. */
public enum AccessLogMode {
    OFF,
    /** Those that were answered with a status from 400 on. */
    ERRORS,
    ALL;

    public static final Setting<AccessLogMode> SETTING = Setting.of(
            "ACCESS_LOG",
            SettingType.oneOf(AccessLogMode.class),
            "errors",
            "Which requests get a line of JSON in the access log; errors = those answered with a status from 400 on.");

    boolean includes(int status) {
        return this == ALL || (this == ERRORS && status >= StatusCodes.BAD_REQUEST);
    }
}
